import { type Replica, startReplica } from "../../../../packages/mock/test/support/start-replica.ts";
import { median } from "../measure.ts";
import { fire } from "../mock/load.ts";
import { loads, seed } from "../mock/loads.ts";
import { add, type Rounds, ratio } from "../mock/rounds.ts";
import { kinds } from "./kinds.ts";

const rounds = 5;
const seconds = 2;

interface Candidate {
  name: string;
  kind: string;
  replicas: Replica[];
}

/** Returns a row for each store with one server and with two: the requests of the mixed load per second, which they take turns with. */
export async function storeRates(): Promise<string[][]> {
  const stores = await Promise.all(kinds.map(async ({ name, start }) => ({ name, ...(await start()) })));
  const candidates: Candidate[] = [];
  for (const { name, text } of stores) {
    const one = await startReplica(text);
    candidates.push({ name: `${name}, 1`, kind: name, replicas: [one] });
    // Two servers, each with a memory of its own, would be two mocks.
    if (text !== "memory")
      candidates.push({ name: `${name}, 2`, kind: name, replicas: [one, await startReplica(text)] });
    await seed(one.url);
  }
  const rates: Rounds = new Map();
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, replicas } of candidates) {
      const urls = replicas.map(({ url }) => url);
      const rate = await fire(urls, loads["mixed, JSON"], round === 0 ? 1 : seconds);
      if (round > 0) add(rates, name, rate);
    }
  }
  for (const { replicas } of candidates) await Promise.all(replicas.map((replica) => replica.kill()));
  for (const { end } of stores) await end();
  const base = candidates[0]?.name ?? "";
  return candidates.map(({ name, kind, replicas }) => [
    kind,
    String(replicas.length),
    median(rates.get(name)).toFixed(0),
    ratio(rates, name, base).toFixed(2),
  ]);
}
