/** A number of runs of a property, always the same ones. */
export const runs = (numRuns: number) => ({ numRuns, seed: 20150714 });
