import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";

const source = new URL("../src/", import.meta.url);
const prism = createRequire(import.meta.url);

/** The version whose files `src/contract/prism-parts.ts` imports. Before you change it, compare the files and run `engine.test.ts`. */
const version = "5.16.0";

test("what is imported from inside Prism's packages is written for the version that is installed", () => {
  for (const name of ["@stoplight/prism-core", "@stoplight/prism-http"]) {
    expect(prism(`${name}/package.json`).version, name).toBe(version);
  }
});

test("only one file imports from inside Prism's packages", () => {
  const importers = globSync("**/*.ts", { cwd: source }).filter((path) =>
    /"@stoplight\/prism-\w+\/dist\//.test(readFileSync(new URL(path, source), "utf8")),
  );
  expect(importers).toEqual(["contract/prism-parts.ts"]);
});
