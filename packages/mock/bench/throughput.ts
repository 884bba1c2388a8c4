import { fire } from "./load.ts";
import { loads, seed } from "./loads.ts";
import { median, servers, start } from "./servers.ts";

const rounds = 5;
const seconds = 2;

/** Requests per second, by server and load; the median of rounds in which the servers and the loads take turns. */
export async function throughput(): Promise<Record<string, number>> {
  const running = await Promise.all(
    Object.entries(servers).map(async ([name, args]) => ({ name, ...(await start(args)) })),
  );
  for (const { name, url } of running) if (name === "ucwa-mock") await seed(url);
  const rates = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, [load, shots]] of Object.entries(loads).entries()) {
      for (const { name, url } of running) {
        if (name === "prism mock" && index > 0) continue;
        const rate = await fire(url, shots, round === 0 ? 1 : seconds);
        if (round > 0) rates.set(`${name}, ${load}`, [...(rates.get(`${name}, ${load}`) ?? []), rate]);
      }
    }
  }
  await Promise.all(running.map(({ stop }) => stop()));
  return Object.fromEntries([...rates].map(([name, all]) => [name, median(all)]));
}
