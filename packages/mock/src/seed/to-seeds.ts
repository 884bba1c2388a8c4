import { SeedError } from "../errors.ts";
import { isObject } from "../guard.ts";
import type { Seed } from "./seed-type.ts";

/** Reads seeds: one resource, or a list of them. Throws `SeedError` for anything else. */
export function toSeeds(value: unknown): Seed[] {
  const list = Array.isArray(value) ? value : [value];
  if (list.every(isObject)) return list;
  throw new SeedError("seed: expected a resource as a GET returns it in JSON, or a list of them, got something else.");
}
