import { describe, expect, it } from "vitest";
import { changedPackages } from "../tools/tasks/changed-packages.ts";
import { failedGates, failedTests } from "../tools/tasks/failures.ts";
import { slowTests } from "../tools/tasks/slow-tests.ts";

describe("pnpm check", () => {
  it("runs the tests that a change in the code of a package reaches", () => {
    const files = [
      "packages/client/src/links.ts",
      "packages/client/test/links.test.ts",
      "apps/docs/src/build/build.ts",
    ];
    expect(changedPackages(files)).toEqual([
      { folder: "packages/client", everything: false },
      { folder: "apps/docs", everything: false },
    ]);
  });

  it("runs all tests of the spec when its YAML changes, which no test imports", () => {
    const files = ["spec/paths/myOnlineMeeting.yaml", "spec/scripts/generate.ts"];
    expect(changedPackages(files)).toEqual([{ folder: "spec", everything: true }]);
  });

  it("leaves the minutes that the mock and the site take to pnpm test, whatever changes there", () => {
    const files = ["packages/mock/package.json", "apps/docs/src/site/styles.css"];
    expect(changedPackages(files).filter(({ everything }) => everything)).toEqual([]);
  });

  it("takes what lies in no package for a change of the root", () => {
    expect(changedPackages(["tools/tasks/start.ts", "test/start.test.ts"])).toEqual([
      { folder: ".", everything: false },
    ]);
  });

  it("runs no tests for what only people read", () => {
    expect(changedPackages(["README.md", "packages/client/README.md", "decisions/versions.md"])).toEqual([]);
  });
});

describe("pnpm check", () => {
  const file = (name: string, seconds: number) => ({
    name: `/clone/${name}`,
    startTime: 5,
    endTime: 5 + seconds * 1000,
  });
  const testResults = [file("packages/mock/test/floods.test.ts", 9), file("packages/mock/test/etag.test.ts", 0.3)];

  it("leaves to pnpm test the files that took long there", () => {
    expect(slowTests({ testResults }, [])).toEqual(["/clone/packages/mock/test/floods.test.ts"]);
  });

  it("runs a slow file if that file itself has changed", () => {
    expect(slowTests({ testResults }, ["packages/mock/test/floods.test.ts"])).toEqual([]);
  });
});

describe("pnpm test ends with what failed", () => {
  const passed = { status: "passed", fullName: "The client reads", failureMessages: [] };

  it("by file and title, with the first line of the message", () => {
    const failed = { status: "failed", fullName: "The client writes", failureMessages: ["Error: no\n    at x.ts:1:1"] };
    const result = { name: "/a/write.test.ts", status: "failed", message: "", assertionResults: [passed, failed] };
    expect(failedTests({ testResults: [result] })).toEqual(["/a/write.test.ts: The client writes\n  Error: no"]);
  });

  it("by file where it failed before its first test", () => {
    const result = { name: "/a/b.test.ts", status: "failed", message: "SyntaxError: x\nat y", assertionResults: [] };
    expect(failedTests({ testResults: [result] })).toEqual(["/a/b.test.ts\n  SyntaxError: x"]);
  });

  it("and nothing else", () => {
    const result = { name: "/a/read.test.ts", status: "passed", message: "", assertionResults: [passed] };
    expect(failedTests({ testResults: [result] })).toEqual([]);
  });

  it("and with the end of what a gate printed that is no test", () => {
    const log = Array.from({ length: 40 }, (_, index) => `line ${index}`).join("\n");
    const tasks = [
      { taskId: "//#lint:code", logFile: "lint.log", execution: { exitCode: 1 } },
      { taskId: "@ucwa-meetings/spec#lint", logFile: "spec.log", execution: { exitCode: 0 } },
      { taskId: "@ucwa-meetings/xml#test", logFile: "xml.log", execution: { exitCode: 1 } },
      { taskId: "//#knip", logFile: "knip.log" },
    ];
    const [text = "", ...others] = failedGates(tasks, () => log);
    expect(others).toEqual([]);
    expect(text.split("\n  ").slice(0, 2)).toEqual(["//#lint:code", "line 10"]);
    expect(text).toMatch(/line 39$/);
  });
});
