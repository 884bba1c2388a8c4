import { createArgumentError } from "../errors.ts";

/** The longest time of a timer: 24 days. A timer that is given more fires at once. No program runs that long. */
export const longestTime = 2 ** 31 - 1;

/**
 * A limit that the caller set, or else the default. `Infinity` is no limit.
 *
 * @throws ArgumentError for what is no number, and for one below the minimum
 */
export function parseLimit(name: string, fallback: number, limit: number | undefined = fallback, minimum = 0): number {
  if (typeof limit === "number" && limit >= minimum) return limit;
  throw createArgumentError(name, `a number from ${minimum} up`, limit);
}
