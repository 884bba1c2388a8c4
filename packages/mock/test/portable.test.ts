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

test("so do the listener for a service worker and the handlers for MSW, which bring no second mock along", async () => {
  for (const entry of ["service-worker", "msw"]) {
    const { outputFiles: files } = await build({
      entryPoints: [fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url))],
      bundle: true,
      minify: true,
      platform: "browser",
      format: "esm",
      external: ["msw"],
      write: false,
    });
    expect(files).toHaveLength(1);
    expect(files[0]?.text).not.toMatch(/"node:/);
    expect(files[0]?.contents.length).toBeLessThan(contents.length);
  }
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
  // Node's own Request needs Buffer. The long tests run where there is none (test/packed/ways-in.test.ts).
  const program = `
    for (const name of ["process", "require", "global", "setImmediate"]) delete globalThis[name];
    const { createMock } = await import(${JSON.stringify(pathToFileURL(file).href)});
    const mock = await createMock();
    const headers = { authorization: "Bearer cwt=x", "content-type": "application/json" };
    const url = "https://fe1.contoso.com" + ${JSON.stringify(meeting)};
    for (const value of [{ subject: "Budget" }, { accessLevel: "Sometimes" }]) {
      console.log((await mock.fetch(url, { method: "PUT", headers, body: JSON.stringify(value) })).status);
    }
    const response = await mock.fetch(url, { headers: { ...headers, prefer: "dynamic=true" } });
    console.log(response.status, (await response.json()).message);`;
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
