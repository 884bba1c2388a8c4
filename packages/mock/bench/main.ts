/** Measures the mock against plain Prism on the same document and machine: `pnpm bench`, and `pnpm bench memory` for the long one. */
import { coldStart } from "./cold-start.ts";
import { memory } from "./memory.ts";
import { restart } from "./restart.ts";
import { throughput } from "./throughput.ts";

const print = (label: string, value: number, unit: string) =>
  console.log(`${label.padEnd(32)} ${value.toFixed(1)} ${unit}`);

if (process.argv.includes("memory")) {
  const requests = 1_000_000;
  console.log(`resident memory over ${requests} requests, in MB: ${(await memory(requests)).join(" ")}`);
} else {
  for (const [name, time] of Object.entries(await coldStart())) print(`first answer, ${name}`, time, "ms");
  print("startMock() after the first", await restart(), "ms");
  for (const [name, rate] of Object.entries(await throughput())) print(name, rate, "requests/s");
}
