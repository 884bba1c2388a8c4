import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMock } from "@ucwa-meetings/mock";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { afterAll, beforeAll, expect, test } from "vitest";
import { respect } from "../../../tools/tasks/arazzo.ts";
import { withServedDescriptions } from "../src/build/downloads.ts";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { readPage } from "./crawl.ts";
import { dist } from "./pages.ts";

const cli = fileURLToPath(new URL("bin/cli.js", import.meta.resolve("@redocly/cli/package.json")));
const workflows = readdirSync(join(dist, "workflows")).filter((name) => name.endsWith(".yaml"));

let docs: DocsServer;
beforeAll(async () => {
  docs = await serveDocs({ port: 0, host: "127.0.0.1" });
});
afterAll(() => docs.close());

/** Runs a workflow, from a file or an address, against a mock of its own. */
async function run(workflow: string) {
  await using mock = await startMock();
  const inputs = { token: "cwt=anything", applicationId: "833", onlineMeetingId: "810", origin: mock.url };
  return await respect({ workflows: [workflow], server: `${mock.url}/ucwa/v1`, inputs });
}

test("The OpenAPI document and the workflows lint as they are downloaded", { timeout: 60_000 }, async () => {
  const files = ["openapi.yaml", "openapi.json", "openapi.links.json", ...workflows.map((name) => `workflows/${name}`)];
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [cli, "lint", "--extends", "recommended-strict", ...files],
    {
      cwd: dist,
      env: { ...process.env, REDOCLY_TELEMETRY: "off" },
    },
  );
  expect(stderr).toContain("Your API descriptions are valid.");
});

// Each takes a second or two: the long run has all of them, every run the first two.
const tried = process.env.UCWA_LONG ? workflows : ["read.arazzo.yaml", "extensions.arazzo.yaml"];
test.each(tried)("%s runs from the address that it has on the site", { timeout: 60_000 }, async (name) => {
  const { verdict, output } = await run(`${docs.url}workflows/${name}`);
  expect(verdict, output).toBe("passed");
});

test.each(tried)("%s runs as a single file, if the site knows its address", { timeout: 60_000 }, async (name) => {
  const folder = mkdtempSync(join(tmpdir(), "docs-download-"));
  try {
    const spec = fileURLToPath(import.meta.resolve(`@ucwa-meetings/spec/workflows/${name}`));
    writeFileSync(join(folder, name), withServedDescriptions(readFileSync(spec, "utf8"), docs.url));
    const { verdict, output } = await run(join(folder, name));
    expect(verdict, output).toBe("passed");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("The page of downloads names every workflow", () => {
  const links = readPage("downloads/")("a")
    .toArray()
    .map((link) => link.attribs.href);
  expect(workflows.filter((name) => !links.includes(`../workflows/${name}`))).toEqual([]);
});

test("requests.http has every published request with its body", () => {
  const text = readFileSync(join(dist, "requests.http"), "utf8");
  for (const { name, request } of exchanges) {
    const [, after = ""] = text.split(`### ${name}\n`);
    expect(after.startsWith(`${request.method} {{host}}/ucwa/v1/`), name).toBe(true);
    expect(after).toContain(request.body);
  }
});

test("openapi.json and openapi.yaml are the bundle of the spec", () => {
  const read = (path: string) => readFileSync(path, "utf8");
  for (const name of ["openapi.json", "openapi.yaml"]) {
    expect(read(join(dist, name))).toBe(read(fileURLToPath(import.meta.resolve(`@ucwa-meetings/spec/${name}`))));
  }
});
