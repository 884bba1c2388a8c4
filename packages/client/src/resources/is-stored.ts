import type { Properties } from "../codec/codec.ts";
import { dateOf, mapTimestamps } from "../codec/timestamps.ts";

/**
 * Whether a resource is what a `PUT` would have made of it: it has all that was sent, and what was there before and left out is
 * empty now. In doubt it is not: a server may have a default of its own, or may write a text in another way.
 */
export function isStored(rel: string, sent: Properties, before: Properties, now: Properties): boolean {
  const wanted = mapTimestamps(rel, { ...sent }, dateOf);
  const { rel: _rel, etag: _etag, _links, _embedded, ...properties } = { ...before, ...wanted };
  return Object.keys(properties).every((name) => textOf(wanted[name]) === textOf(now[name]));
}

/** What a value says. In XML all is text, one value may come as a list of one, and nothing as an empty text or an empty list. */
function textOf(value: unknown): string {
  const isScalar = (member: unknown) => typeof member !== "object" || member === null;
  const text = JSON.stringify([value].flat(), (_, member) => (isScalar(member) ? `${member ?? ""}` : member));
  return text === '[""]' ? "[]" : text;
}
