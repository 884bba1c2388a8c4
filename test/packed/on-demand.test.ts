import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";

const run = promisify(execFile);
let folder: string;

/** A program that calls a method twice, of a server which refuses everything: before and after the files are there that a bundler has split off. */
const program = `
import { rename } from "node:fs/promises";
import { createClient } from "./client.js";
const refusal = { status: 404, headers: { "content-type": "application/json", "x-ms-diagnostics": "4;reason=none" } };
const ucwa = createClient({
  baseUrl: "https://fe1.contoso.com/ucwa/v1",
  timeout: 500,
  fetch: async (input) => {
    console.log(JSON.stringify({ sent: new URL(input.url ?? input).pathname }));
    return new Response('{"code":"NotFound"}', refusal);
  },
});
const ids = { applicationId: "833", onlineMeetingId: "810" };
const show = ({ name, status, mayHaveBeenApplied, diagnostics, message }) =>
  console.log(JSON.stringify({ name, status, mayHaveBeenApplied, diagnostics, message }));
const { myOnlineMeeting } = ucwa;
const [method, ...files] = process.argv.slice(2);
await myOnlineMeeting[method](ids).catch(show);
for (const file of files) await rename("gone-" + file, file);
await myOnlineMeeting[method](ids).catch(show);
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ucwa-split-"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "program.js"), program);
  await build({
    stdin: { contents: 'export { createClient } from "@ucwa-meetings/client"', resolveDir: import.meta.dirname },
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: folder,
    entryNames: "client",
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the program. Returns what it printed, line by line. */
async function callTwice(method: "get" | "delete", files: string[]): Promise<unknown[]> {
  const { stdout } = await run(process.execPath, ["program.js", method, ...files], { cwd: folder, timeout: 20_000 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** Names the file with the code that reads errors. */
function listReaders(): string[] {
  const parts = readdirSync(folder).filter((name) => name.startsWith("error-response-"));
  expect(parts).toHaveLength(1);
  return parts;
}

const sent = { sent: "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810" };

it("A refusal whose reader cannot be loaded is an error with the status, and the next refusal is read", async () => {
  const parts = listReaders();
  for (const part of parts) renameSync(join(folder, part), join(folder, `gone-${part}`));
  const [, first, , second, ...more] = await callTwice("get", parts);
  expect(first).toMatchObject({
    name: "UnexpectedResponseError",
    status: 404,
    mayHaveBeenApplied: false,
    message: expect.stringContaining(": expected the module that reads errors, got Error "),
  });
  expect(second).toMatchObject({ name: "NotFoundError", status: 404, diagnostics: "4;reason=none" });
  expect(more).toEqual([]);
});

it("A deletion is not sent before all is loaded that reads its answer", async () => {
  const parts = listReaders();
  for (const part of parts) renameSync(join(folder, part), join(folder, `gone-${part}`));
  const [first, ...later] = await callTwice("delete", parts);
  expect(first).toMatchObject({ message: expect.stringContaining(parts[0] ?? "") });
  expect(later).toEqual([sent, expect.objectContaining({ name: "NotFoundError", status: 404 })]);
});

it("A refusal whose reader never comes waits no longer than a timeout", async () => {
  const parts = listReaders();
  for (const part of parts) {
    renameSync(join(folder, part), join(folder, `gone-${part}`));
    writeFileSync(join(folder, part), "await new Promise(() => {});");
  }
  const late = {
    name: "UnexpectedResponseError",
    status: 404,
    message: expect.stringContaining("TimeoutError: "),
  };
  // A runtime does not load again what it is loading already.
  expect(await callTwice("get", parts)).toEqual([
    sent,
    expect.objectContaining(late),
    sent,
    expect.objectContaining(late),
  ]);
});
