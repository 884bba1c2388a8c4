import { type RunningServer, start } from "./mock/servers.ts";
import { candidates } from "./mock-servers.ts";

/** Why a candidate is out, by name. */
export type Failures = Map<string, string>;

/** Does something with each candidate that is still in, or with what there is of it. One that fails is out, and the others go on. */
export async function runEach<Item, Result>(
  items: Map<string, Item>,
  failures: Failures,
  work: (item: Item) => Promise<Result> | Result,
): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  for (const [name, item] of items) {
    if (failures.has(name)) continue;
    try {
      results.set(name, await work(item));
    } catch (error) {
      failures.set(name, reason(error));
      console.error(`${name} is out: ${error}`);
    }
  }
  return results;
}

/** Starts each candidate in turn, does something with it, and ends it. */
export function withRunningServer<Result>(
  failures: Failures,
  work: (started: RunningServer) => Promise<Result> | Result,
): Promise<Map<string, Result>> {
  return runEach(candidates, failures, async ({ server }) => {
    const started = await start(server);
    try {
      return await work(started);
    } finally {
      await started.stop();
    }
  });
}

/** The line that says most, fit for a cell of a table. What Node says of an error begins with the place in the code. */
function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  const line = lines.find((text) => /^\w*Error\b/.test(text)) ?? lines[0] ?? "";
  return line.replaceAll("|", "/").slice(0, 120);
}
