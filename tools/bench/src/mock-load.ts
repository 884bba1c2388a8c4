import { fire } from "./mock/load.ts";
import { loads } from "./mock/loads.ts";
import { residentMegabytes } from "./mock/resident.ts";
import { add, type Rounds } from "./mock/rounds.ts";
import { start } from "./mock/servers.ts";
import { type Failures, runEach, withRunningServer } from "./mock-runner.ts";
import { candidates } from "./mock-servers.ts";

const starts = 11;
const rounds = 5;
const seconds = 1.5;

/** Returns the milliseconds from the start of a process to its first response. The first round fills the caches and does not count. */
export async function firstAnswers(failures: Failures): Promise<Rounds> {
  const times: Rounds = new Map();
  for (let round = 0; round <= starts; round++) {
    const results = await withRunningServer(failures, ({ milliseconds }) => milliseconds);
    if (round > 0) addAll(times, results);
  }
  return times;
}

/** Returns the requests per second, and the megabytes of resident memory after each round. */
export async function underLoad(failures: Failures): Promise<{ rates: Rounds; memory: Rounds }> {
  const running = await runEach(candidates, failures, ({ server }) => start(server));
  try {
    const rates: Rounds = new Map();
    const memory: Rounds = new Map();
    for (let round = 0; round <= rounds; round++) {
      const counts = await runEach(running, failures, ({ url }) => fire(url, loads["GET in JSON"], seconds));
      const sizes = await runEach(running, failures, ({ pid }) => residentMegabytes(pid));
      // The first round warms up.
      if (round === 0) continue;
      addAll(rates, counts);
      addAll(memory, sizes);
    }
    return { rates, memory };
  } finally {
    for (const { stop } of running.values()) await stop();
  }
}

function addAll(rounds: Rounds, values: Map<string, number>): void {
  for (const [name, value] of values) add(rounds, name, value);
}
