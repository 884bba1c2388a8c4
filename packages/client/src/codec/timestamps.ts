import { timestamps } from "@ucwa-meetings/spec/timestamps";
import { argumentError } from "../argument.ts";
import { textOf } from "./codec.ts";

/** The names of a resource's properties that hold a point in time. */
export type TimestampOf<Rel> = Rel extends keyof typeof timestamps ? (typeof timestamps)[Rel][number] : never;

const namesByRel: Readonly<Record<string, readonly string[] | undefined>> = timestamps;

/** Puts those properties of a resource that hold a point in time through a function. */
export function mapTimestamps(
  rel: string,
  properties: Record<string, unknown>,
  map: (text: unknown, name: string) => unknown,
) {
  for (const name of namesByRel[rel] ?? []) if (properties[name]) properties[name] = map(properties[name], name);
  return properties;
}

/**
 * The point in time that a server wrote, as `/Date(ms)/` or in ISO 8601. An invalid `Date` if it has no offset: only the
 * server knows which zone it meant.
 */
export function dateOf(written: unknown): Date {
  const text = textOf(written);
  const [, milliseconds = Number.NaN] = /^\/Date\((-?\d+)/.exec(text) ?? [];
  return new Date(/^[-+\d]+T.*(Z|[-+]\d\d:?\d\d)$/i.test(text) ? text : Number(milliseconds));
}

/**
 * The text that a point in time is sent as: a `Date` in ISO 8601, a string as it is.
 *
 * @throws ArgumentError for one without an offset, and for an invalid `Date`
 */
export function writtenDate(date: unknown, name: string): unknown {
  const isDate = date instanceof Date;
  if (Number.isNaN(Number(isDate ? date : dateOf(date)))) {
    throw argumentError(name, "a valid Date, or a time with Z or an offset from UTC", isDate ? `${date}` : date);
  }
  return isDate ? date.toISOString() : date;
}
