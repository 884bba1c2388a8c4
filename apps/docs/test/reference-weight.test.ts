import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { openapiJson } from "../src/build/document.ts";
import { useSite } from "./site.ts";

const site = useSite();

/** The size of a page with everything that it loads, each file compressed by gzip. */
async function documentBoost(path: string): Promise<number> {
  const { page } = await site.open();
  const bodies: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    if (response.url().startsWith(site.url)) bodies.push(response.body());
  });
  await page.goto(site.url + path, { waitUntil: "networkidle" });
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
  expect(await documentBoost("reference/")).toBeLessThan(theirs);
});
