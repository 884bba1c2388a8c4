import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { readBundle } from "./bundle.ts";

const spec = new URL("../", import.meta.url);
const componentFiles = readdirSync(new URL("components/", spec), { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".yaml"),
);

describe("The document's files", () => {
  it("openapi.yaml is a table of contents: each path is one reference", () => {
    const { paths } = parse(readFileSync(new URL("openapi.yaml", spec), "utf8"));
    expect(Object.values(paths).map((item) => Object.keys(Object(item)))).toEqual(
      Object.keys(paths).map(() => ["$ref"]),
    );
  });

  it("each component is in a file of its name, and each file is used", () => {
    const components: Record<string, Record<string, unknown>> = { ...readBundle().components };
    const bundled = Object.entries(components).flatMap(([kind, entries]) =>
      Object.keys(entries).map((name) => `${kind}/${name}`),
    );
    const files = componentFiles
      .filter((path) => !path.startsWith("server-variables/"))
      .map((path) => `${dirname(path)}/${basename(path, ".yaml")}`);
    expect(bundled.sort()).toEqual(files.sort());
  });
});
