/** One way of doing the same thing. */
export interface Contender {
  name: string;
  run(): Promise<unknown> | unknown;
}

export interface Measured {
  name: string;
  /** Microseconds for one run, the median of the rounds. */
  median: number;
  /** To the first contender of the same round, the median of the rounds. */
  ratio: number;
}

/**
 * Runs the contenders in turn, round after round, so that what else the machine does falls on all alike. The first is the
 * base. Ratios are taken within a round.
 */
export async function measure(contenders: Contender[], { rounds = 61, runs = 80 } = {}): Promise<Measured[]> {
  for (const { run } of contenders) for (let index = 0; index < runs * 10; index++) await run();
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, { run }] of contenders.entries()) {
      const start = performance.now();
      for (let count = 0; count < runs; count++) await run();
      times[index]?.push(((performance.now() - start) / runs) * 1000);
    }
  }
  const base = times[0] ?? [];
  return contenders.map(({ name }, index) => ({
    name,
    median: median(times[index] ?? []),
    ratio: median((times[index] ?? []).map((time, round) => time / (base[round] ?? Number.NaN))),
  }));
}

/** The middle of the values. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
