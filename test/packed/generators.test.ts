import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Mock, startMock } from "@ucwa-meetings/mock";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bundle,
  compile,
  evaluate,
  type Generator,
  generate,
  generators,
  installGenerators,
  runTool,
  workspace,
} from "./generators.ts";

const root = join(import.meta.dirname, "../..");
const { examples } = JSON.parse(readFileSync(bundle, "utf8")).components;
const update: object = examples.MyOnlineMeetingPlayedBackJson.value;
const table = readFileSync(join(root, "spec/README.md"), "utf8").split("\n");

/** Those whose code validates; the others make types only. */
const validators = generators.filter(({ folder = "", program }) =>
  readFileSync(join(workspace, folder, program), "utf8").includes("parseUpdate"),
);

/** The row of a generator in the README of the document. */
const rowOf = (name: string) =>
  table
    .find((line) => line.startsWith(`| ${name} `))
    ?.split("|")
    .map((cell) => cell.trim()) ?? [];

const versionOf = ({ command, folder = "" }: Generator) => {
  const { groups } = /^(?<name>(?:@[^/]+\/)?[^/]+)/.exec(command) ?? {};
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(workspace, folder, "node_modules", groups?.name ?? "", "package.json"), "utf8"),
  );
  return version;
};

describe.runIf(process.env.UCWA_LONG)("The document, fed to other people's tools", () => {
  let mock: Mock;

  beforeAll(async () => {
    installGenerators();
    mock = await startMock({ port: 0 });
  }, 300_000);
  afterAll(() => mock?.close());

  describe.each(generators)("$name", (generator) => {
    it("generates code that compiles under strict and makes two calls", { timeout: 180_000 }, async () => {
      expect(await generate(generator)).not.toMatch(/\b(warn(ing)?|error|exceeded)\b/i);
      expect(await compile(generator)).toBe("");
      await mock.reset();
      const baseUrl = new URL("/ucwa/v1", mock.url).href;
      expect(await evaluate(generator, "({ run }, baseUrl) => run(baseUrl)", baseUrl)).toEqual([
        "Quarterly sales numbers",
        "4711",
      ]);
      expect(mock.requests.map(({ status, violations }) => [status, violations])).toEqual([
        [200, []],
        [201, []],
      ]);
    });

    it("has the version and the limits that the README's table says", { timeout: 60_000 }, async () => {
      const [, , version, , kept] = rowOf(generator.name);
      expect(version).toBe(versionOf(generator));
      const keys = `({ parseUpdate }, update) => parseUpdate ? Object.keys(parseUpdate(JSON.parse(update))).length : null`;
      const count = await evaluate(generator, keys, JSON.stringify(update));
      expect(kept).toBe(count === null ? "no validator" : `${count} of ${Object.keys(update).length}`);
    });
  });

  it.each(validators)(
    "$name refuses a member that does not exist, and takes null",
    { timeout: 60_000 },
    async (one) => {
      const verdicts = `({ parseUpdate }) => ["Anybody", null].map((accessLevel) => {
      try { parseUpdate({ accessLevel }); return "takes it"; } catch { return "refuses it"; }
    })`;
      expect(await evaluate(one, verdicts, "")).toEqual(["refuses it", "takes it"]);
    },
  );

  it("Spectral has nothing against the document and the workflows", { timeout: 120_000 }, async () => {
    const files = [bundle, join(root, "spec/dist/openapi.links.json"), join(root, "spec/workflows/*.arazzo.yaml")];
    const output = await runTool("@stoplight/spectral-cli/dist/index.js", [
      "lint",
      ...files,
      "--fail-severity",
      "hint",
    ]);
    expect(output).toContain("No results with a severity of 'hint' or higher found!");
  });
});
