import { fire } from "./load.ts";
import { loads, seed } from "./loads.ts";
import { add, type Rounds } from "./rounds.ts";
import { servers, start } from "./servers.ts";

const rounds = 5;
const seconds = 2;

/** Returns the requests per second by server and load. Servers and loads take turns. */
export async function throughput(): Promise<Rounds> {
  const running = await Promise.all(
    Object.entries(servers).map(async ([name, server]) => ({ name, ...(await start(server)) })),
  );
  for (const { name, url } of running) if (name === "ucwa-mock") await seed(url);
  const rates: Rounds = new Map();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [load, shots]] of Object.entries(loads).entries()) {
      for (const { name, url } of running) {
        if (name === "prism mock" && index > 0) continue;
        const rate = await fire(url, shots, round === 0 ? 1 : seconds);
        if (round > 0) add(rates, `${name}, ${load}`, rate);
      }
    }
  }
  await Promise.all(running.map(({ stop }) => stop()));
  return rates;
}
