import { median } from "../measure.ts";

/** What was measured in each round, by the name of what was measured. */
export type Rounds = Map<string, number[]>;

/** Adds what a round gave. */
export function add(rounds: Rounds, name: string, value: number): void {
  rounds.set(name, [...(rounds.get(name) ?? []), value]);
}

/** The middle of the ratios to a base in the same round, so that what else the machine does falls on both; not a number where there are none. */
export function ratio(rounds: Rounds, name: string, base: string): number {
  const bases = rounds.get(base) ?? [];
  return median(rounds.get(name)?.map((value, round) => value / (bases[round] ?? Number.NaN)));
}
