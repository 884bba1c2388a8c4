import { fire } from "../../packages/mock/bench/load.ts";
import { loads } from "../../packages/mock/bench/loads.ts";
import { residentMegabytes } from "../../packages/mock/bench/resident.ts";
import { add, type Rounds } from "../../packages/mock/bench/rounds.ts";
import { start } from "../../packages/mock/bench/servers.ts";
import { contenders } from "./mock-servers.ts";
import { type Failures, inTurn, withEach } from "./mock-turns.ts";

const starts = 11;
const rounds = 5;
const seconds = 1.5;

/** Milliseconds from the start of the process to the first answer. The first turn fills the caches, and does not count. */
export async function firstAnswers(failures: Failures): Promise<Rounds> {
  const times: Rounds = new Map();
  for (let round = 0; round <= starts; round++) {
    const results = await withEach(failures, ({ milliseconds }) => milliseconds);
    if (round > 0) addAll(times, results);
  }
  return times;
}

/** Requests per second, and the megabytes of resident memory after each round. */
export async function underLoad(failures: Failures): Promise<{ rates: Rounds; memory: Rounds }> {
  const running = await inTurn(contenders, failures, ({ server }) => start(server));
  try {
    const rates: Rounds = new Map();
    const memory: Rounds = new Map();
    for (let round = 0; round <= rounds; round++) {
      const counts = await inTurn(running, failures, ({ url }) => fire(url, loads["GET in JSON"], seconds));
      const sizes = await inTurn(running, failures, ({ pid }) => residentMegabytes(pid));
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
