import { add, type Rounds } from "./rounds.ts";
import { headers, meeting, servers, start } from "./servers.ts";

const runs = 15;

/** Milliseconds, by the name of the server. */
export interface ColdStarts {
  /** From the start of a process to its first response. */
  starts: Rounds;
  /** Of the first PUT after that. */
  puts: Rounds;
}

/** Starts the servers in turn, so that the load of the machine affects both. */
export async function coldStart(): Promise<ColdStarts> {
  const starts: Rounds = new Map();
  const puts: Rounds = new Map();
  for (let run = 0; run <= runs; run += 1) {
    for (const [name, server] of Object.entries(servers)) {
      const { url, milliseconds, stop } = await start(server);
      const put = await timePut(url);
      await stop();
      // The first turn fills the compile cache and the file system's.
      if (run === 0) continue;
      add(starts, name, milliseconds);
      add(puts, name, put);
    }
  }
  return { starts, puts };
}

async function timePut(url: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url + meeting, {
    method: "PUT",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ subject: "Budget" }),
  });
  if (!response.ok) throw new Error(await response.text());
  await response.arrayBuffer();
  return performance.now() - started;
}
