import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Stryker } from "@stryker-mutator/core";
import type { SurvivedMutant } from "./survived-mutants.ts";
import type { Target } from "./targets.ts";

const root = new URL("../../../", import.meta.url);

/** The share of changes that the tests have to notice, in percent. */
const minScore = 90;

/** The changes for which no test failed. */
export interface MutationResult {
  readonly survived: SurvivedMutant[];
  /** The changes for which the tests ran out of time. */
  readonly timedOut: SurvivedMutant[];
}

/** Changes a copy of a package in one place after another, and runs the tests that reach the place. */
export async function mutate({ folder, files, config = "vitest.config.ts" }: Target): Promise<MutationResult> {
  // Stryker takes the current directory for the project's.
  process.chdir(fileURLToPath(new URL(folder, root)));
  const mutants = await new Stryker({
    testRunner: "vitest",
    plugins: [import.meta.resolve("@stryker-mutator/vitest-runner")],
    vitest: { configFile: fileURLToPath(new URL(`../${config}`, import.meta.url)), related: false },
    mutate: [...files],
    // Without its own, a copy takes the tsconfig.json of the package around it. Stryker cannot read one with TypeScript 7.
    ignorePatterns: ["tsconfig*.json", ".vitest"],
    coverageAnalysis: "perTest",
    // Of two cores, `test:long` has the other busy.
    concurrency: 1,
    // Beyond what the tests take by themselves. A change that makes them take longer counts as noticed.
    timeoutMS: 10_000,
    reporters: ["clear-text", "progress"],
    allowConsoleColors: process.stdout.isTTY,
    clearTextReporter: { logTests: false, reportTests: false, reportMutants: false },
    thresholds: { high: minScore, low: minScore, break: minScore },
    cleanTempDir: "always",
  }).runMutationTest();
  const filterByStatus = (...statuses: string[]) =>
    mutants
      .filter(({ status }) => statuses.includes(status))
      .map(({ fileName, location, replacement }) => toSurvivedMutant(fileName, location, replacement));
  return { survived: filterByStatus("Survived", "NoCoverage"), timedOut: filterByStatus("Timeout") };
}

/** A position in a file. Lines and columns begin with 1. */
interface Position {
  readonly line: number;
  readonly column: number;
}

function toSurvivedMutant(
  path: string,
  { start, end }: { start: Position; end: Position },
  replacement: string,
): SurvivedMutant {
  const before = readFileSync(path, "utf8")
    .split("\n")
    .slice(start.line - 1, end.line);
  const head = before[0]?.slice(0, start.column - 1) ?? "";
  const tail = before.at(-1)?.slice(end.column - 1) ?? "";
  const after = `${head}${replacement}${tail}`.split("\n");
  const trim = (lines: string[]) => lines.map((line) => line.trim());
  return { file: path.slice(fileURLToPath(root).length), before: trim(before), after: trim(after) };
}
