import { randomAt } from "../middleware/faults.ts";

/** Choices that are the same for the same seed. */
export interface Choices {
  /** The values in another order. */
  shuffle<Value>(values: readonly Value[]): Value[];
}

/** Creates choices that depend on a seed alone. */
export function createChoices(seed: number): Choices {
  let draws = 0;
  const below = (limit: number) => {
    draws += 1;
    return Math.floor(randomAt(seed, draws) * limit);
  };
  return {
    shuffle<Value>(values: readonly Value[]) {
      const rest = [...values];
      const shuffled: Value[] = [];
      while (rest.length > 0) shuffled.push(...rest.splice(below(rest.length), 1));
      return shuffled;
    },
  };
}
