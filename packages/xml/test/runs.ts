/** Mutation testing runs these tests again for each change to the code, and asks for fewer values: a twentieth. */
const share = process.env.UCWA_SHORT === "1" ? 0.05 : 1;

/** A number of runs of a property, always the same ones. */
export const runs = (numRuns: number) => ({ numRuns: numRuns * share, seed: 20150714 });
