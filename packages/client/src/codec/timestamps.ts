import { timestamps } from "@ucwa-meetings/spec/timestamps";
import { createArgumentError } from "../errors.ts";
import { toText } from "./codec.ts";

/** The names of a resource's properties that hold a timestamp. */
export type TimestampOf<Rel> = Rel extends keyof typeof timestamps ? (typeof timestamps)[Rel][number] : never;

const namesByRel: Readonly<Record<string, readonly string[] | undefined>> = timestamps;

/** Replaces the timestamps of a resource by what a function makes of them, and gives the same object back. */
export function mapTimestamps(
  rel: string,
  properties: Record<string, unknown>,
  map: (value: unknown, name: string) => unknown,
) {
  for (const name of namesByRel[rel] ?? []) if (properties[name]) properties[name] = map(properties[name], name);
  return properties;
}

/**
 * The date that a server wrote as `/Date(ms)/` or in ISO 8601. It is an invalid `Date` if it has no offset: only the server
 * knows which zone it meant.
 */
export function parseTimestamp(value: unknown): Date {
  const text = toText(value);
  const [, milliseconds] = /^\/Date\((-?\d+)/.exec(text) ?? [];
  return new Date(/^[-+\d]+T.*(Z|[-+]\d\d:?\d\d)$/i.test(text) ? text : Number(milliseconds));
}

/**
 * The text that a date is sent as: a `Date` in ISO 8601, a string as it is.
 *
 * @throws ArgumentError for one without an offset, and for an invalid `Date`
 */
export function formatTimestamp(date: unknown, name: string): unknown {
  const isDate = date instanceof Date;
  if (Number.isNaN(Number(isDate ? date : parseTimestamp(date)))) {
    throw createArgumentError(name, "a valid Date, or a time with Z or an offset from UTC", isDate ? `${date}` : date);
  }
  return isDate ? date.toISOString() : date;
}
