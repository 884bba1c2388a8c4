import { setImmediate } from "node:timers/promises";
import { explain } from "../contract/explain.ts";
import { mockLimits, parseJson } from "../contract/parse-json.ts";
import type { Engine } from "../contract/prism.ts";
import { SeedError } from "../errors.ts";
import { messageOf } from "../http/text.ts";
import type { Seed } from "./seed.ts";
import { place } from "./seed.ts";

/** Has Prism look at seeds as if they were answers. Throws `SeedError` for the first that no server could give. */
export async function checkSeeds(engine: Engine, seeds: Seed[]): Promise<void> {
  for (const seed of seeds) {
    checkSize(seed);
    // There may be thousands, and others wait.
    await setImmediate();
    const { path, template } = place(seed);
    const operation = engine.operations.find((one) => one.path === template && one.method === "get");
    if (!operation) throw new SeedError(`seed ${path}: expected a resource that a GET can read, got another one.`);
    // A seed is a body; the mock makes the ETag that its answers have.
    const headers = { "content-type": "application/json", etag: '"0"' };
    const request = { operation, method: "GET", path, query: {}, headers };
    const { answer } = await engine.exchange(request, async () => ({ status: 200, headers, body: seed }));
    const [first] = explain(answer, { body: seed, headers });
    if (first) throw new SeedError(`seed ${path}: ${first.pointer}: expected ${first.expected}, got ${first.actual}.`);
  }
}

// A seed goes the way of a body, and has the limits of one.
function checkSize(seed: Seed): void {
  try {
    if (parseJson(JSON.stringify(seed)).isWhole) return;
  } catch (error) {
    throw new SeedError(`seed: expected a resource that JSON can carry. ${messageOf(error)}`, { cause: error });
  }
  throw new SeedError(`seed: expected at most ${mockLimits.values} members and items, got more.`);
}
