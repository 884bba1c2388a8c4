import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startMock } from "../src/index.ts";

const run = promisify(execFile);
const at = (path: string) => new URL(`../${path}`, import.meta.url);
const readme = await readFile(at("README.md"), "utf8");
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, "gs"))].map(([, text = ""]) => text);
const runExample = (name: string, env: Record<string, string> = {}) => {
  const vitest = fileURLToPath(new URL("../vitest.mjs", import.meta.resolve("vitest")));
  return run(process.execPath, [vitest, "run", "--root", fileURLToPath(at(`examples/${name}`))], {
    env: { ...process.env, ...env },
  });
};

test("the README's session is what a shell answers", async () => {
  await using mock = await startMock();
  const lines = (blocks("console")[0] ?? "").trimEnd().split("\n").slice(2);
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

test("the README's programs are those in examples, and what the site shows", async () => {
  const read = (path: string) => readFile(at(path), "utf8");
  const tests = ["vitest", "in-process", "msw", "sandboxes"].map((name) => read(`examples/${name}/meeting.test.ts`));
  expect(blocks("ts")).toEqual(await Promise.all(tests));
  expect(blocks("js")).toEqual([
    await read("examples/service-worker/worker.js"),
    await read("examples/service-worker/page.js"),
  ]);
  // There it is run: it needs the client, which stands on this package's tests.
  expect(await read("../../apps/docs/samples/in-process.test.ts")).toBe(blocks("ts")[1]);
});

test.each([
  ["vitest", 1],
  ["msw", 2],
])("the example in %s passes", async (name, count) => {
  const { stdout } = await runExample(name);
  expect(stdout).toMatch(new RegExp(`Tests.*${count} passed`));
});

test("the example in curl passes", async () => {
  await using mock = await startMock();
  const { stdout } = await run("sh", [fileURLToPath(at("examples/curl/contract.sh")), mock.url]);
  expect(stdout.match(/^\d{3} /gm)).toEqual(["201 ", "409 ", "200 ", "204 ", "404 ", "503 "]);
});

test("the example of sandboxes passes, with an admin token, too", async () => {
  for (const adminToken of [undefined, "s3cret"]) {
    await using mock = await startMock(adminToken === undefined ? {} : { adminToken });
    const env = { UCWA_MOCK_URL: mock.url, UCWA_MOCK_TOKEN: adminToken ?? "" };
    expect((await runExample("sandboxes", env)).stdout).toMatch(/Tests.*2 passed/);
    expect(mock.requests).toEqual([]);
  }
});

test("the example of a sandbox in curl passes", async () => {
  await using mock = await startMock();
  const { stdout } = await run("sh", [fileURLToPath(at("examples/sandboxes/sandbox.sh")), mock.url]);
  expect(stdout).toBe("sandbox: Budget\ndefault: Quarterly sales numbers\n");
});

test("the README names every option and every fault", async () => {
  const { faults } = await import("../src/index.ts");
  for (const name of Object.keys(faults)) expect(readme).toContain(`\`${name}`);
});
