import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { expect, test } from "vitest";
import { readPage } from "./crawl.ts";
import { dist } from "./pages.ts";

const cli = fileURLToPath(new URL("bin/cli.js", import.meta.resolve("@redocly/cli/package.json")));
const workflows = readdirSync(join(dist, "workflows")).filter((name) => name.endsWith(".yaml"));

test("The OpenAPI document and the workflows lint as they are downloaded", { timeout: 60_000 }, async () => {
  const files = ["openapi.yaml", "openapi.json", ...workflows.map((name) => `workflows/${name}`)];
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
