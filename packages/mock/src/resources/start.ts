import { exampleResources } from "../contract/example.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { StoreContent } from "../state/content.ts";
import { createDetachedMock } from "../state/memory-store.ts";
import type { StateLimits } from "../state/state-store.ts";
import { checkSeeds } from "./check-seeds.ts";
import { isStored, loadSeeds, planSeeds, type Seed } from "./seed.ts";

/** The resources that a mock starts with: the seeds, or else the document's examples. Throws `SeedError`, also for more than a mock may keep. */
export async function createStart(
  operations: HttpOperation[],
  limits: StateLimits,
  seeds?: Seed[],
): Promise<StoreContent> {
  const examples = exampleResources(operations).filter(isStored);
  await checkSeeds(operations, seeds ?? []);
  const mock = createDetachedMock(limits);
  await loadSeeds(mock, seeds ? planSeeds(seeds) : planSeeds(examples, examples[0]));
  return (await mock.save()).store;
}
