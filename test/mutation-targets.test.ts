import { globSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findTargets, isInTarget, partOfDay, targets } from "../tools/mutation/src/targets.ts";

const day = 86_400_000;
const parts = Object.keys(targets).filter((name) => name.startsWith("mock:"));

describe("The mutation tests of the mock", () => {
  it("have each part in turn on the days of long runs", () => {
    const start = Date.UTC(2026, 11, 30, 23, 59);
    const days = parts.map((_, index) => partOfDay(new Date(start + index * day)));
    expect(days.toSorted()).toEqual(parts.toSorted());
    expect(partOfDay(new Date(start + parts.length * day))).toBe(days[0]);
    // The long run is twice a week, perhaps always on the same days.
    const weeks = parts.map((_, index) => partOfDay(new Date(start + index * 7 * day)));
    expect(new Set(weeks).size).toBe(parts.length);
  });

  it("run all of them, or one", () => {
    expect(findTargets("mock")).toEqual(parts.map((name) => targets[name]));
    expect(findTargets("mock:http")).toEqual([targets["mock:http"]]);
    expect(findTargets("xml")).toEqual([targets.xml]);
    expect([findTargets("mock:"), findTargets("m"), findTargets("toString")]).toEqual([[], [], []]);
  });

  it("change one file, or some of its lines, where somebody names it", () => {
    const http = targets["mock:http"];
    const path = "packages/mock/src/http/cors.ts";
    expect(findTargets(path)).toEqual([{ ...http, files: ["src/http/cors.ts"] }]);
    const [lines] = findTargets(`${path}:10-20`);
    expect(lines).toEqual({ ...http, files: ["src/http/cors.ts:10-20"] });
    expect(lines && isInTarget(lines, path)).toBe(true);
    const others = ["packages/mock/src/http/cors.test.ts", "packages/mock/src/contract/generator.ts", "README.md:1-2"];
    expect(others.flatMap(findTargets)).toEqual([]);
  });

  it("change all of its core", () => {
    const outside = [
      ...["index.ts", "cli/**", "server/**", "stores/**", "**/*.test.ts"],
      ...["check/**", "conformance/**", "proxy/**", "record/**", "redact/**"],
    ];
    const bundled = ["contract/generator.ts", "contract/prism-parts.ts"];
    const exclude = [...outside, ...bundled].map((pattern) => `packages/mock/src/${pattern}`);
    const files = globSync("packages/mock/src/**/*.ts", { cwd: new URL("../", import.meta.url), exclude });
    expect(files.filter((path) => !findTargets("mock").some((target) => isInTarget(target, path)))).toEqual([]);
  });

  it("change files that are there, and no file twice", () => {
    const files = globSync("packages/mock/src/**/*.ts", { cwd: new URL("../", import.meta.url) });
    for (const target of findTargets("mock")) {
      const own = files.filter((path) => isInTarget(target, path));
      expect(own).not.toEqual([]);
      const others = findTargets("mock").filter((other) => other !== target);
      expect(own.filter((path) => others.some((other) => isInTarget(other, path)))).toEqual([]);
    }
  });
});
