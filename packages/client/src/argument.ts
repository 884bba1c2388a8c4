import { ArgumentError } from "./errors.ts";

/** A value in a few words, for a message. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Object(value) === value ? typeof value : String(value);
}

/** The error for an argument that cannot be used. */
export function argumentError(where: string, expected: string, got: unknown): ArgumentError {
  return new ArgumentError(`${where}: expected ${expected}, got ${describe(got)}`);
}
