import { probes, total } from "../../../packages/mock/test/support/probes.ts";
import { median } from "./measure.ts";
import { type Rounds, ratio } from "./mock/rounds.ts";
import type { InstallSize } from "./mock-install.ts";
import type { Failures } from "./mock-runner.ts";
import { candidates, subjectName } from "./mock-servers.ts";
import { printTable } from "./table.ts";

/** The results by candidate. A candidate that failed has the results from before. */
export interface Measurements {
  scores: Map<string, string[]>;
  starts: Rounds;
  rates: Rounds;
  memory: Rounds;
  installs: Map<string, InstallSize>;
}

const names = [...candidates.keys()];
const [base = ""] = names;

interface Column {
  title: string;
  of(measurements: Measurements, name: string): number | undefined;
  digits: number;
  /** What a candidate is ahead in if its number is smaller, or greater. */
  less?: string;
  more?: string;
}

const columns: Column[] = [
  { title: "first answer to Prism's", of: ({ starts }, name) => ratio(starts, name, base), digits: 2 },
  { title: "ms", of: ({ starts }, name) => median(starts.get(name)), digits: 0, less: "first answer" },
  { title: "requests a second to Prism's", of: ({ rates }, name) => ratio(rates, name, base), digits: 2 },
  { title: "a second", of: ({ rates }, name) => median(rates.get(name)), digits: 0, more: "requests a second" },
  { title: "memory, MB", of: ({ memory }, name) => median(memory.get(name)), digits: 0, less: "memory" },
  {
    title: "installed, MB",
    of: ({ installs }, name) => installs.get(name)?.megabytes,
    digits: 1,
    less: "install size",
  },
  { title: "packages", of: ({ installs }, name) => installs.get(name)?.packages, digits: 0, less: "packages" },
  { title: `probes of ${probes.length}`, of: ({ scores }, name) => passed(scores, name), digits: 0, more: "probes" },
];

/** Prints a row for each candidate. The last cell says where it is ahead of ucwa-mock, or why it failed. */
export function printFigures(measurements: Measurements, failures: Failures): void {
  printTable(
    "The mock beside its peers, on the same document",
    ["", ...columns.map(({ title }) => title), "ahead of ucwa-mock in"],
    names.map((name) => [
      name,
      ...columns.map(({ of, digits }) => formatNumber(of(measurements, name), digits)),
      failures.has(name) ? `n/a: ${failures.get(name)}` : describeWins(measurements, name),
    ]),
  );
}

/** Prints the result of each probe for each candidate. */
export function printScores(scores: Measurements["scores"], failures: Failures): void {
  printTable(
    `The ${probes.length} probes`,
    ["#", "probe", ...names],
    [
      ...probes.map(({ name }, index) => [
        String(index + 1),
        name,
        ...names.map((candidate) => scores.get(candidate)?.[index] ?? "n/a"),
      ]),
      ["", "**total**", ...names.map((name) => `**${formatNumber(passed(scores, name))}**`)],
    ],
  );
  for (const [name, reason] of failures) console.log(`\n${name} failed: ${reason}`);
}

const passed = (scores: Measurements["scores"], name: string) => {
  const results = scores.get(name);
  return results && total(results);
};

function formatNumber(value = Number.NaN, digits = 0): string {
  if (Number.isNaN(value)) return "n/a";
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function describeWins(measurements: Measurements, name: string): string {
  if (name === subjectName) return "";
  const aspects = columns.map(({ of, less, more }) => {
    const [own = Number.NaN, theirs = Number.NaN] = [of(measurements, subjectName), of(measurements, name)];
    if (theirs < own) return less;
    return theirs > own ? more : undefined;
  });
  return aspects.filter((aspect) => aspect !== undefined).join(", ") || "nothing";
}
