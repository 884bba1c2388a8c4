import { randomAt } from "../../src/middleware/faults.ts";

/** Creates a random number generator. It returns numbers from 0 to below 1, the same ones for the same seed. */
export function createRandom(seed: number): () => number {
  let draws = 0;
  return () => {
    draws += 1;
    return randomAt(seed, draws);
  };
}
