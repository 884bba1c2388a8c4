import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@ucwa-meetings/mock";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSample, writtenFor } from "./run-sample.ts";

const samples = fileURLToPath(new URL("../samples/", import.meta.url));
const guides = new URL("../src/site/content/", import.meta.url);

/** Every guide with the names of its samples, in the order of the page. */
const read = globSync("**/*.md", { cwd: guides })
  .sort()
  .map((guide) => ({
    guide,
    names: [...readFileSync(new URL(guide, guides), "utf8").matchAll(/^<!-- sample: (\S+) -->$/gm)].map(
      ([, name = ""]) => name,
    ),
  }));

/** Those that a reader runs as they are; tests are run by the test runner. */
const isProgram = (name: string) => /\.(?:sh|ts)$/.test(name) && !name.endsWith(".test.ts");

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ port: 0 });
});
afterAll(() => mock.close());

/** What a sample has to print, and what it did. */
async function seen(name: string, url: string): Promise<{ expected: string; printed: string }> {
  const { exitCode, output, errors } = await runSample(samples + name, url);
  const file = `${samples}${name}.out`;
  const text = existsSync(file) ? readFileSync(file, "utf8") : "";
  const json = text.startsWith("{");
  const printed = json ? JSON.stringify(JSON.parse(output)) : output.replaceAll(url, writtenFor);
  const failure = exitCode === 0 && errors === "" ? "" : `${exitCode} ${errors}`;
  return { expected: json ? JSON.stringify(JSON.parse(text)) : text, printed: printed + failure };
}

// One mock for all of it, as a reader has who goes from guide to guide, and comes back.
for (const round of process.env.UCWA_LONG ? ["the first time", "once more"] : ["the first time"]) {
  test.for(read.filter(({ names }) => names.some(isProgram)))(
    `A reader who runs the samples of $guide from top to bottom, ${round}, sees what it says`,
    { timeout: 60_000 },
    async ({ names }) => {
      for (const name of names.filter(isProgram)) {
        const { expected, printed } = await seen(name, mock.url);
        expect(printed, name).toBe(expected);
      }
    },
  );
}

test.for(["concurrency.sh", "extensions.sh", "extensions.ts"])(
  "The sample %s works with a server that behaves like deployed ones",
  async (name) => {
    await using deployed = await startMock({ port: 0, dialect: "deployed" });
    const { expected, printed } = await seen(name, deployed.url);
    expect(printed).toBe(expected);
  },
);

test("Every sample stands in a guide", () => {
  const shown = read.flatMap(({ names }) => names);
  const files = readdirSync(samples).filter((name) => !name.endsWith(".out"));
  expect(files.filter((name) => !shown.includes(name))).toEqual([]);
});
