import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";

const run = promisify(execFile);
let folder: string;

/** A program that calls a server which refuses everything, before and after the files are there that a bundler has split off. */
const program = `
import { rename } from "node:fs/promises";
import { createClient } from "./client.js";
const refusal = { status: 404, headers: { "content-type": "application/json", "x-ms-diagnostics": "4;reason=none" } };
const ucwa = createClient({
  baseUrl: "https://fe1.contoso.com/ucwa/v1",
  timeout: 500,
  fetch: async () => new Response('{"code":"NotFound"}', refusal),
});
const ids = { applicationId: "833", onlineMeetingId: "810" };
const show = ({ name, status, mayHaveBeenApplied, diagnostics, message }) =>
  console.log(JSON.stringify({ name, status, mayHaveBeenApplied, diagnostics, message }));
await ucwa.myOnlineMeeting.delete(ids).catch(show);
for (const file of process.argv.slice(2)) await rename("gone-" + file, file);
await ucwa.myOnlineMeeting.delete(ids).catch(show);
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

it("A refusal whose reader cannot be loaded is an error with the status, and the next refusal is read", async () => {
  const parts = readdirSync(folder).filter((name) => name.startsWith("error-response-"));
  expect(parts).toHaveLength(1);
  for (const part of parts) renameSync(join(folder, part), join(folder, `gone-${part}`));
  const { stdout } = await run(process.execPath, ["program.js", ...parts], { cwd: folder, timeout: 20_000 });
  const [first, second, ...more] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(first).toMatchObject({
    name: "UnexpectedResponseError",
    status: 404,
    mayHaveBeenApplied: false,
    diagnostics: "4;reason=none",
    message: expect.stringContaining(": expected the module that reads errors, got 404 application/json "),
  });
  expect(second).toMatchObject({ name: "NotFoundError", status: 404, diagnostics: "4;reason=none" });
  expect(more).toEqual([]);
});

it("A refusal whose reader never comes waits no longer than a timeout", async () => {
  const parts = readdirSync(folder).filter((name) => name.startsWith("error-response-"));
  for (const part of parts) {
    renameSync(join(folder, part), join(folder, `gone-${part}`));
    writeFileSync(join(folder, part), "await new Promise(() => {});");
  }
  const { stdout } = await run(process.execPath, ["program.js", ...parts], { cwd: folder, timeout: 20_000 });
  const [first, second] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const late = {
    name: "UnexpectedResponseError",
    status: 404,
    message: expect.stringContaining("TimeoutError: "),
  };
  expect(first).toMatchObject(late);
  // A runtime does not load again what it is loading already.
  expect(second).toMatchObject(late);
});
