/**
 * Measures the mock against plain Prism on the same document and machine, and prints the rows of BENCHMARKS.md: `pnpm bench mock`, and
 * `pnpm bench memory` for the row that takes long.
 */

import { median } from "../measure.ts";
import { candidates, subjectName } from "../mock-servers.ts";
import { coldStart } from "./cold-start.ts";
import { inProcess } from "./in-process.ts";
import { memory } from "./memory.ts";
import { restart } from "./restart.ts";
import { type Rounds, ratio } from "./rounds.ts";
import { throughput } from "./throughput.ts";

const row = (...cells: string[]) => console.log(`| ${cells.join(" | ")} |`);
const formatWhole = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });

if (process.argv.includes("memory")) await printMemory(1_000_000);
else await printComparison();

async function printMemory(requests: number): Promise<void> {
  const after = `after ${[0.1, 0.5, 1].map((part) => formatWhole(part * requests)).join(", ")} requests, MB`;
  console.log(`\n### Resident memory ${after}\n`);
  row("", formatWhole(requests / 10), formatWhole(requests / 2), formatWhole(requests));
  row("---", "---", "---", "---");
  // The peer that needs the least.
  const peers = [...candidates].filter(([name]) => name === subjectName || name.startsWith("openapi-backend"));
  for (const [name, { server }] of peers) {
    const samples = await memory(server, requests);
    row(name, ...[samples[0], samples[4], samples.at(-1)].map(String));
  }
}

async function printComparison(): Promise<void> {
  const { starts, puts } = await coldStart();
  const rates = await throughput();
  const again = await restart();
  const [loopback, direct] = await inProcess();

  console.log("\n### The mock beside `prism mock -v silent`, on the same document\n");
  row("", "Prism", "ucwa-mock", "goal", "");
  row("---", "---", "---", "---", "---");
  const time = (name: string) => `${formatWhole(median(starts.get(name)))} ms`;
  const sooner = ratio(starts, "ucwa-mock", "prism mock");
  const verdictOnStart = verdict(sooner <= 0.5, `${sooner.toFixed(2)} x`);
  row("process start to first answer", time("prism mock"), time("ucwa-mock"), "at most 0.5 x", verdictOnStart);
  const put = (name: string) => `${median(puts.get(name)).toFixed(1)} ms`;
  row("first PUT", put("prism mock"), put("ucwa-mock"), "", `${ratio(puts, "ucwa-mock", "prism mock").toFixed(2)} x`);
  printRates(rates);
  const verdictOnRestart = verdict(again < 25, "");
  row("`startMock()` after the first in a process", "", `${again.toFixed(1)} ms`, "under 25 ms", verdictOnRestart);
  const faster = 1 / (direct?.ratio ?? Number.NaN);
  const names = "one GET after the other, over loopback and in process";
  const micros = `${formatWhole(loopback?.median ?? 0)} and ${formatWhole(direct?.median ?? 0)} µs`;
  row(names, "", micros, "at least 4 x as fast", verdict(faster >= 4, `${faster.toFixed(1)} x`));
}

function printRates(rates: Rounds): void {
  const rate = (name: string) => formatWhole(median(rates.get(name)));
  const toPrism = (load: string) => ratio(rates, `ucwa-mock, ${load}`, "prism mock, GET in JSON");
  const times = (load: string) => `${toPrism(load).toFixed(1)} x`;
  const printRate = (load: string, goal: string, result: string, prism = "") =>
    row(`requests a second, ${load}`, prism, rate(`ucwa-mock, ${load}`), goal, result);

  const [gets, mixed, json, xml] = ["GET in JSON", "mixed, JSON and XML", "mixed, JSON", "mixed, XML"];
  const slower = (1 - ratio(rates, `ucwa-mock, ${xml}`, `ucwa-mock, ${json}`)) * 100;
  printRate(gets, "", times(gets), rate(`prism mock, ${gets}`));
  printRate(mixed, "at least 2 x Prism's GETs", verdict(toPrism(mixed) >= 2, times(mixed)));
  printRate(json, "", times(json));
  printRate(xml, "within 25 % of JSON", verdict(slower <= 25, `${slower.toFixed(0)} % slower`));
}

/** Returns the result of a goal. */
function verdict(met: boolean, figure: string): string {
  return [figure, met ? "" : "missed"].filter(Boolean).join(", ");
}
