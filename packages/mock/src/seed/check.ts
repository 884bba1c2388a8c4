import { SeedError } from "../errors.ts";
import type { Engine } from "../prism/engine.ts";
import { explain } from "../validate-input/explain.ts";
import { place, type Seed } from "./seed.ts";

/** Has Prism look at seeds as if they were answers. Throws `SeedError` for the first that no server could give. */
export async function checkSeeds(engine: Engine, seeds: Seed[]): Promise<void> {
  for (const seed of seeds) {
    const { path } = place(seed);
    const headers = { "content-type": "application/json" };
    const request = { method: "GET", path, query: {}, headers };
    const { answer } = await engine.exchange(request, async () => ({ status: 200, headers, body: seed }));
    const [first] = explain(answer, { body: seed, headers });
    if (first) throw new SeedError(`The seed of ${path}: ${first.pointer} ${first.expected}; ${first.actual} came.`);
  }
}
