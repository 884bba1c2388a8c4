import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { formatWithOptions } from "node:util";
import { expect, it } from "vitest";
import * as api from "../src/index.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const blocks = [...readme.matchAll(/```ts\n(.*?)```\n\n```text\n(.*?)```/gs)];

it.each(blocks.map(([, code = "", output = ""]) => [code, output]))(
  "The example of the README prints what it says: %s",
  (code, output) => {
    expect(printed(code)).toBe(output);
  },
);

it("Each code block of the README is one of these", () => {
  expect(blocks).toHaveLength(2);
  expect(readme.match(/^```\w/gm)).toHaveLength(2 * blocks.length);
});

/** Runs an example with the exports that it imports, and gives what it prints. */
function printed(code: string): string {
  const imports = /^import \{ (?<names>.+) \} from "@ucwa-meetings\/xml";\n/;
  const names = imports.exec(code)?.groups?.names?.split(", ") ?? [];
  const lines: string[] = [];
  const console = { log: (...values: unknown[]) => lines.push(formatWithOptions({ colors: false }, ...values)) };
  const run = new Function("console", ...names, stripTypeScriptTypes(code.replace(imports, "")));
  run(console, ...names.map((name) => Object.entries(api).find(([exported]) => exported === name)?.[1]));
  return lines.map((line) => `${line}\n`).join("");
}
