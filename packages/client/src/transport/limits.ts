import { argumentError } from "../argument.ts";

/**
 * A limit that the caller sets, or else the usual one. `Infinity` is none.
 *
 * @throws ArgumentError for what is no number, and for one that is too small
 */
export function limitOf(name: string, given: number | undefined, usual: number, least = 0): number {
  const limit: unknown = given === undefined ? usual : given;
  if (typeof limit === "number" && limit >= least) return limit;
  throw argumentError(name, `a number from ${least} up`, limit);
}
