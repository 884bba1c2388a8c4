import { parseTimestamp } from "@ucwa-meetings/xml";
import { isObject } from "../http/text.ts";

/** Returns the names of the properties that differ between what was sent or read before, and what was read. */
export function findDifferences(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
  names: readonly string[],
): string[] {
  return names.filter((name) => toText(before[name]) !== toText(after[name]));
}

/** Returns the names of the properties that a resource does not show as they were sent. */
export function findLosses(
  sent: Record<string, unknown>,
  shown: Record<string, unknown>,
  names: readonly string[],
): string[] {
  return findDifferences(sent, shown, names).filter((name) => name !== "leaders" || !hasAll(shown[name], sent[name]));
}

/** The document says that a server adds the organizer to the leaders. */
function hasAll(list: unknown, items: unknown): boolean {
  if (!Array.isArray(list) || !Array.isArray(items)) return false;
  const texts = list.map(toText);
  return items.every((item) => texts.includes(toText(item)));
}

/** A value as both representations can carry it: XML has text alone, and times have two forms. */
function toText(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(toText));
  if (value === undefined || value === null) return "";
  if (isObject(value)) return JSON.stringify(value);
  const text = String(value);
  const time = parseTimestamp(text);
  return time === undefined ? text : `time ${time}`;
}

/** Returns the names of what a resource says of itself: no links, nothing embedded, and no `rel`, which XML may leave out. */
export function ownNames(resource: Record<string, unknown>): string[] {
  return Object.keys(resource).filter((name) => !["_links", "_embedded", "rel"].includes(name));
}
