import { UsageError } from "../errors.ts";
import type { Range } from "../option-kinds.ts";

/** A whole number in a range. Throws `UsageError` for anything else. */
export function readInteger(flag: string, text: string, [min, max]: Range): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`${flag}: expected a whole number from ${min} to ${max}, got ${JSON.stringify(text)}.`);
}

/** A number from 0 to 1. Throws `UsageError` for anything else. */
export function readRatio(flag: string, text: string): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 1) return number;
  throw new UsageError(`${flag}: expected a number from 0 to 1, got ${JSON.stringify(text)}.`);
}

/** One of some choices. Throws `UsageError` for any other. */
export function readChoice<const Choice extends string>(
  flag: string,
  text: string,
  choices: readonly Choice[],
): Choice {
  const choice = choices.find((candidate) => candidate === text);
  if (choice === undefined)
    throw new UsageError(`${flag}: expected ${choices.join(" or ")}, got ${JSON.stringify(text)}.`);
  return choice;
}
