import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";

const run = promisify(execFile);
const at = (path: string) => new URL(`../${path}`, import.meta.url);
const readme = await readFile(at("README.md"), "utf8");
const block = (language: string) => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "s").exec(readme)?.[1] ?? "";

test("the README's session is what a shell answers", async () => {
  await using mock = await startMock();
  const lines = block("console").trimEnd().split("\n").slice(2);
  expect(lines.length).toBeGreaterThan(8);
  const commands = lines.filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
  // A line of its own tells the commands' outputs apart.
  const script = commands.map((command) => `${command}; echo "$"`).join("\n");
  const { stdout } = await run("sh", ["-c", script.replaceAll("http://127.0.0.1:4010", mock.url)]);
  const outputs = stdout.replaceAll("\r", "").split("$\n").slice(0, -1);
  const session = commands.flatMap((command, index) => [
    `$ ${command}`,
    ...(outputs[index] ?? "").split("\n").filter(Boolean),
  ]);
  expect(session).toEqual(lines);
});

test("the README's test is the one in examples/vitest, and it passes", async () => {
  expect(block("ts")).toBe(await readFile(at("examples/vitest/meeting.test.ts"), "utf8"));
  const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));
  const { stdout } = await run(process.execPath, [vitest, "run", "--root", fileURLToPath(at("examples/vitest"))]);
  expect(stdout).toMatch(/Tests.*1 passed/);
});

test("the example in curl passes", async () => {
  await using mock = await startMock();
  const { stdout } = await run("sh", [fileURLToPath(at("examples/curl/contract.sh")), mock.url]);
  expect(stdout.match(/^\d{3} /gm)).toEqual(["201 ", "409 ", "200 ", "204 ", "404 ", "503 "]);
});

test("the README names every option and every fault", async () => {
  const { faults } = await import("../src/index.ts");
  for (const name of Object.keys(faults)) expect(readme).toContain(`\`${name}`);
});
