import { add, type Rounds } from "./rounds.ts";
import { servers, start } from "./servers.ts";

const runs = 15;

/** Returns the milliseconds from the start of a process to its first response. The servers take turns, so that the load of the machine affects both. */
export async function coldStart(): Promise<Rounds> {
  const times: Rounds = new Map();
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, server] of Object.entries(servers)) {
      const { milliseconds, stop } = await start(server);
      await stop();
      // The first turn fills the compile cache and the file system's.
      if (run > 0) add(times, name, milliseconds);
    }
  }
  return times;
}
