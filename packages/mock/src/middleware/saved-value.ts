import { formatValue } from "../contract/explain.ts";
import { SavedStateError } from "../errors.ts";
import { getErrorMessage, isObject } from "../http/text.ts";

/** Copies a value as JSON carries it. Throws `SavedStateError` if JSON cannot. */
export function copyJson(value: unknown): unknown {
  try {
    const text: string | undefined = JSON.stringify(value, requireData);
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    // About a cycle, V8 says more in further lines.
    const [reason] = getErrorMessage(error).split("\n");
    const message = `saved state: expected what JSON can carry, got another value (${reason}).`;
    throw new SavedStateError(message, { cause: error });
  }
}

// JSON leaves them out without a word.
function requireData(_: string, value: unknown): unknown {
  if (typeof value === "function" || typeof value === "symbol") throw new TypeError(`a ${typeof value}`);
  return value;
}

/** Returns an object in a saved state. Throws `SavedStateError` with its place for anything else. */
export function readObject(value: unknown, place: string): Record<string, unknown> {
  if (isObject(value)) return value;
  throw wrongValue(place, "an object", value);
}

/** Returns a list in a saved state. Throws `SavedStateError` with its place for anything else. */
export function readList(value: unknown, place: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw wrongValue(place, "a list", value);
}

/** Returns a count in a saved state. Throws `SavedStateError` with its place for anything else. */
export function readCount(value: unknown, place: string): number {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw wrongValue(place, "a whole number from 0", value);
}

/** Throws `SavedStateError` if there is more at a place than a mock may keep. */
export function requireAtMost(limit: number, actual: number, what: string, place: string): void {
  if (actual > limit) throw wrongValue(place, `at most ${limit} ${what}`, actual);
}

/** Creates the error for a value that a mock does not save. */
export function wrongValue(place: string, expected: string, actual: unknown): SavedStateError {
  const where = place === "" ? "saved state" : `saved state: ${place}`;
  return new SavedStateError(`${where}: expected ${expected}, got ${formatValue(actual)}.`);
}
