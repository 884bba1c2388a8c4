import { median, type Rounds, ratio } from "../../packages/mock/bench/rounds.ts";
import { probes, total } from "../../packages/mock/test/support/probes.ts";
import type { Installed } from "./mock-install.ts";
import { contenders, ours } from "./mock-servers.ts";
import type { Failures } from "./mock-turns.ts";
import { printTable } from "./table.ts";

/** What was measured, by contender. One that failed has what was measured before. */
export interface Figures {
  scores: Map<string, string[]>;
  starts: Rounds;
  rates: Rounds;
  memory: Rounds;
  installs: Map<string, Installed>;
}

const names = [...contenders.keys()];
const [base = ""] = names;

interface Column {
  title: string;
  of(figures: Figures, name: string): number | undefined;
  digits: number;
  /** What a contender is ahead in whose figure is smaller, or greater. */
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

/** Prints a row for each contender. Its last cell says where it is ahead of ucwa-mock, or why it is out. */
export function printFigures(figures: Figures, failures: Failures): void {
  printTable(
    "The mock beside its peers, on the same document",
    ["", ...columns.map(({ title }) => title), "ahead of ucwa-mock in"],
    names.map((name) => [
      name,
      ...columns.map(({ of, digits }) => figure(of(figures, name), digits)),
      failures.has(name) ? `n/a: ${failures.get(name)}` : ahead(figures, name),
    ]),
  );
}

/** Prints what each contender does at each probe. */
export function printScores(scores: Figures["scores"], failures: Failures): void {
  printTable(
    `The ${probes.length} probes`,
    ["#", "probe", ...names],
    [
      ...probes.map(({ name }, index) => [
        String(index + 1),
        name,
        ...names.map((contender) => scores.get(contender)?.[index] ?? "n/a"),
      ]),
      ["", "**total**", ...names.map((name) => `**${figure(passed(scores, name))}**`)],
    ],
  );
  for (const [name, reason] of failures) console.log(`\n${name} is out: ${reason}`);
}

const passed = (scores: Figures["scores"], name: string) => {
  const results = scores.get(name);
  return results && total(results);
};

function figure(value = Number.NaN, digits = 0): string {
  if (Number.isNaN(value)) return "n/a";
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function ahead(figures: Figures, name: string): string {
  if (name === ours) return "";
  const aspects = columns.map(({ of, less, more }) => {
    const [own = Number.NaN, theirs = Number.NaN] = [of(figures, ours), of(figures, name)];
    if (theirs < own) return less;
    return theirs > own ? more : undefined;
  });
  return aspects.filter((aspect) => aspect !== undefined).join(", ") || "nothing";
}
