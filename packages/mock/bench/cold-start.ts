import { median, servers, start } from "./servers.ts";

const runs = 15;

/** Milliseconds from the start of the process to the first answer. The servers take turns, so that both meet the same machine. */
export async function coldStart(): Promise<Record<string, number>> {
  const times: Record<string, number[]> = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, args] of Object.entries(servers)) {
      const { milliseconds, stop } = await start(args);
      await stop();
      // The first turn fills the compile cache and the file system's.
      if (run > 0) times[name]?.push(milliseconds);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}
