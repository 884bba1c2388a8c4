import { median } from "../measure.ts";

/** The value of each round, by the name of what was measured. */
export type Rounds = Map<string, number[]>;

/** Adds the value of a round. */
export function add(rounds: Rounds, name: string, value: number): void {
  rounds.set(name, [...(rounds.get(name) ?? []), value]);
}

/** Returns the median of the ratios to a base in the same round, or `NaN` if there are none. The load of the machine affects both. */
export function ratio(rounds: Rounds, name: string, base: string): number {
  const bases = rounds.get(base) ?? [];
  return median(rounds.get(name)?.map((value, round) => value / (bases[round] ?? Number.NaN)));
}
