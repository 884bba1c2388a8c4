/** Chooses at random, and for the same seed always the same. A linear congruential generator, with the constants of Numerical Recipes. */
export function createRandom(seed: number) {
  let state = seed >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    // The lower bits repeat soon.
    return Math.floor((state / 2 ** 32) * limit);
  };
  const choose = <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0];
  return { below, choose };
}
