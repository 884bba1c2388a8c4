/** One of several functions that do the same work. */
export interface Candidate {
  name: string;
  run(): Promise<unknown> | unknown;
}

export interface Measurement {
  name: string;
  /** Microseconds for one run: the median of the rounds. */
  median: number;
  /** The time divided by that of the first candidate in the same round: the median of the rounds. */
  ratio: number;
}

/**
 * Measures the candidates in rounds. They take turns, so that the load of the machine affects all of them. Ratios compare with the first
 * candidate of the same round.
 */
export async function measure(candidates: Candidate[], { rounds = 61, runs = 80 } = {}): Promise<Measurement[]> {
  for (const { run } of candidates) for (let index = 0; index < runs * 10; index++) await run();
  const times = candidates.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of candidates.entries()) {
      const start = performance.now();
      for (let count = 0; count < runs; count++) await run();
      times[index]?.push(((performance.now() - start) / runs) * 1000);
    }
  }
  const base = times[0] ?? [];
  return candidates.map(({ name }, index) => ({
    name,
    median: median(times[index] ?? []),
    ratio: median((times[index] ?? []).map((time, round) => time / (base[round] ?? Number.NaN))),
  }));
}

/** Returns the median, or `NaN` if there are no values. */
export function median(values: number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
