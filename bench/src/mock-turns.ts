import { type Started, start } from "../../packages/mock/bench/servers.ts";
import { contenders } from "./mock-servers.ts";

/** Why a contender is out, by name. */
export type Failures = Map<string, string>;

/** Does something with each contender that is still in, or with what there is of it. One that fails is out, and the others go on. */
export async function inTurn<Item, Result>(
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

/** Starts each contender in turn, does something with it, and ends it. */
export function withEach<Result>(
  failures: Failures,
  work: (started: Started) => Promise<Result> | Result,
): Promise<Map<string, Result>> {
  return inTurn(contenders, failures, async ({ server }) => {
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
