import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { faults } from "@ucwa-meetings/mock";
import { expect, test } from "vitest";

const guide = readFileSync(new URL("../src/site/content/guides/contract-testing.md", import.meta.url), "utf8");
const command = fileURLToPath(new URL("dist/bin.js", import.meta.resolve("@ucwa-meetings/mock/package.json")));

const shown = [...guide.matchAll(/^npx @ucwa-meetings\/mock (.*)$/gm)].map(([, rest = ""]) => rest);

test.each(shown)("npx @ucwa-meetings/mock %s listens, and says where", async (rest) => {
  // A free port in place of the one that is written, so that nothing is in its way. The command is started without npx to be ended by its id.
  const child = spawn(process.execPath, [command, ...rest.split(" "), "--port", "0"]);
  try {
    const [line] = await once(child.stdout.setEncoding("utf8"), "data");
    expect(line).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  } finally {
    child.kill();
    await once(child, "exit");
  }
});

test("The guide shows a mock, one for a page, one with a fault, one of another dialect, and a proxy", () => {
  expect(shown).toHaveLength(5);
  expect(shown.join("\n")).toMatch(/^--port 4011\n.*--cors .*\n.*--fault .*\nproxy https:.*\n.*--dialect deployed$/s);
});

test("The guide names every fault, and none that is not there", () => {
  const [, section = ""] = guide.split(/^## Faults$/m);
  const rows = [...(section.split(/^## /m)[0] ?? "").matchAll(/^\| `([a-z\d-]+)(?::\d+)?` +\|/gm)].map(
    ([, name]) => name,
  );
  expect(rows).toEqual(Object.keys(faults));
});
