import { MockError } from "../errors.ts";
import type { Properties } from "../state/content.ts";

/** Returns what a store gave back as a text. Throws `MockError` if it is none. */
export function toText(value: unknown): string {
  if (typeof value === "string") return value;
  throw new MockError(`store: expected a text, got ${typeof value}. Something else than the mock has written to it.`);
}

/** Returns what a store gave back as a whole number. Throws `MockError` if it is none. */
export function toNumber(value: unknown): number {
  const number = Number(value ?? Number.NaN);
  if (Number.isSafeInteger(number)) return number;
  throw new MockError(
    "store: expected a whole number, got something else. Something else than the mock has written to it.",
  );
}

/** Returns the `id` of a resource as JSON, which can have any text in it; undefined if it has none. */
export function idOf({ id }: Properties): string | undefined {
  return typeof id === "string" ? JSON.stringify(id) : undefined;
}
