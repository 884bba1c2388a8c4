import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openapiJson } from "../scripts/document.ts";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";

let browser: Browser;
let docs: DocsServer;

beforeAll(async () => {
  docs = await serveDocs({ port: 0, host: "127.0.0.1" });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await docs?.close();
});

/** The size of a page with everything that it loads, each file compressed by gzip. */
async function weightOf(path: string): Promise<number> {
  const { page } = await openPage(browser, docs.url);
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(docs.url)) bodies.push(response.body());
  });
  await page.goto(docs.url + path, { waitUntil: "networkidle" });
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await page.context().close();
  return sizes.reduce((sum, size) => sum + size, 0);
}

test("The reference weighs less than the page that the current Redocly CLI builds", async () => {
  const folder = await mkdtemp(join(tmpdir(), "docs-weight-"));
  const output = join(folder, "redoc.html");
  const cli = fileURLToPath(new URL("bin/cli.js", import.meta.resolve("@redocly/cli/package.json")));
  await promisify(execFile)(process.execPath, [cli, "build-docs", openapiJson, "--inlineBundle", "-o", output], {
    cwd: folder,
    env: { ...process.env, REDOCLY_TELEMETRY: "off" },
  });
  const theirs = gzipSync(await readFile(output)).length;
  await rm(folder, { recursive: true });
  expect(await weightOf("reference/")).toBeLessThan(theirs);
});
