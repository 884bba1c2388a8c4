import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { meeting } from "./support/ask.ts";

/** As a page or a worker would bundle it. An import of one of Node's modules is an error for this platform. */
const { metafile, outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../dist/fetch.js", import.meta.url))],
  bundle: true,
  minify: true,
  platform: "browser",
  format: "esm",
  metafile: true,
  write: false,
});
const [{ contents, text } = { contents: new Uint8Array(), text: "" }] = outputFiles;

test("the mock without a server bundles for a browser, into one file that imports nothing", () => {
  expect(outputFiles).toHaveLength(1);
  expect(Object.values(metafile.outputs).flatMap(({ imports }) => imports)).toEqual([]);
  expect(text).not.toMatch(/from\s*"|\brequire\("node:/);
});

test("it is at most 200 kB, compressed with brotli, with the document and the validators", () => {
  expect(brotliCompressSync(contents).length).toBeLessThanOrEqual(200_000);
});

test("it has nothing of Prism's logger, of what invents values, or of Postman", () => {
  for (const word of ["pino", "faker", "postman", "mime-db", "new Ajv"]) {
    expect(text.toLowerCase().includes(word.toLowerCase()), word).toBe(false);
  }
});

test("it validates where there is neither Node's globals nor eval", () => {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-portable-"));
  const file = join(folder, "mock.mjs");
  writeFileSync(file, text);
  const program = `
    for (const name of ["Buffer", "process", "require", "global", "setImmediate"]) delete globalThis[name];
    const { createMock } = await import(${JSON.stringify(pathToFileURL(file).href)});
    const { handle } = await createMock({});
    const headers = { authorization: "Bearer cwt=x", host: "localhost", "content-type": "application/json" };
    const target = ${JSON.stringify(meeting)};
    for (const value of [{ subject: "Budget" }, { accessLevel: "Sometimes" }]) {
      const body = { kind: "bytes", bytes: new TextEncoder().encode(JSON.stringify(value)) };
      const { status } = await handle({ method: "PUT", target, headers, body }, { started: 0, pause: async () => {} });
      console.log(status);
    }
    const prefer = { ...headers, prefer: "dynamic=true" };
    const get = { method: "GET", target, headers: prefer, body: { kind: "none" } };
    const { status, body } = await handle(get, { started: 0, pause: async () => {} });
    console.log(status, JSON.parse(new TextDecoder().decode(body)).message);`;
  try {
    const flags = ["--disallow-code-generation-from-strings", "--input-type=module", "--eval", program];
    const lines = execFileSync(process.execPath, flags, { encoding: "utf8" }).trim().split("\n");
    // A browser has no generator of values, and the mock says so.
    const message = "Prefer: dynamic: expected false where the mock runs without Node, got true.";
    expect(lines).toEqual(["200", "400", `400 ${message}`]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
