import { type RunningServer, start } from "./mock/servers.ts";
import { candidates } from "./mock-servers.ts";

/** The reason why a candidate failed, by name. */
export type Failures = Map<string, string>;

/** Runs `work` for each candidate that has not failed, and returns the results. If one fails, the others continue. */
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
      console.error(`${name} failed: ${error}`);
    }
  }
  return results;
}

/** Starts each candidate, runs `work` with the running server, and stops it. */
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

/** Returns the line with the error, for a cell of a table. Node's output begins with the place in the code. */
function reason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split("\n");
  const line = lines.find((text) => /^\w*Error\b/.test(text)) ?? lines[0] ?? "";
  return line.replaceAll("|", "/").slice(0, 120);
}
