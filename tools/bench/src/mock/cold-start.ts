import { add, type Rounds } from "./rounds.ts";
import { servers, start } from "./servers.ts";

const runs = 15;

/** Milliseconds from the start of the process to the first answer. The servers take turns, so that both meet the same machine. */
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
