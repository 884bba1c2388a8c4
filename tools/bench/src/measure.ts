/** One way of doing the same thing. */
export interface Candidate {
  name: string;
  run(): Promise<unknown> | unknown;
}

export interface Measurement {
  name: string;
  /** Microseconds for one run, the median of the rounds. */
  median: number;
  /** To the first candidate of the same round, the median of the rounds. */
  ratio: number;
}

/**
 * Runs the candidates in turn, round after round, so that what else the machine does falls on all alike. The first is the
 * base. Ratios are taken within a round.
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

/** The middle of the values; not a number where there are none. */
export function median(values: number[] = []): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
