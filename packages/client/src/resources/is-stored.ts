import type { Properties } from "../codec/codec.ts";
import { mapTimestamps, parseTimestamp } from "../codec/timestamps.ts";

/**
 * Whether a resource is what a `PUT` would have made of it: it has all that was sent, and what the `PUT` left out is empty now. In
 * doubt, it is not: a server may have a default of its own, or may write a text in another way.
 */
export function isStored(rel: string, sent: Properties, before: Properties, now: Properties): boolean {
  const wanted = mapTimestamps(rel, { ...sent }, parseTimestamp);
  const { rel: _rel, etag: _etag, _links, _embedded, ...properties } = { ...before, ...wanted };
  return Object.keys(properties).every((name) => toComparable(wanted[name]) === toComparable(now[name]));
}

/** A value in a form that is the same for JSON and XML. In XML all is text, one value may come as a list of one, and no value as an empty text. */
function toComparable(value: unknown): string {
  const isScalar = (member: unknown) => typeof member !== "object" || member === null;
  const text = JSON.stringify([value].flat(), (_, member) => (isScalar(member) ? `${member ?? ""}` : member));
  return text === '[""]' ? "[]" : text;
}
