import { isKey } from "../resources/keys.ts";
import { type Entry, parentOf } from "../state/content.ts";
import { readList, readObject, wrongValue } from "./saved-value.ts";

/** Returns the entries in a saved state. Throws `SavedStateError` with the place of the first that cannot be there, by itself or beside the others. */
export function readEntries(value: unknown, place: string): Entry[] {
  const entries = readList(value, place).map((entry, index) => readEntry(entry, `${place}/${index}`));
  const keys = new Set([""]);
  const versions = new Set<string>();
  const ids = new Set<string>();
  for (const [index, { key, version, properties }] of entries.entries()) {
    const at = `${place}/${index}`;
    const parent = parentOf(key);
    const { id } = properties;
    if (keys.has(key)) throw wrongValue(`${at}/key`, "another one than the entries before", key);
    if (!keys.has(parent)) throw wrongValue(`${at}/key`, "its parent before it", key);
    if (versions.has(version)) throw wrongValue(`${at}/version`, "another one than the entries before", version);
    keys.add(key);
    versions.add(version);
    if (typeof id !== "string") continue;
    if (ids.has(`${parent} ${id}`)) throw wrongValue(`${at}/properties/id`, "another one than those beside it", id);
    ids.add(`${parent} ${id}`);
  }
  return entries;
}

function readEntry(value: unknown, place: string): Entry {
  const { key, version, properties } = readObject(value, place);
  if (typeof key !== "string" || !isKey(key)) throw wrongValue(`${place}/key`, "one to three encoded ids", key);
  if (typeof version !== "string" || !isVersion(version)) {
    throw wrongValue(`${place}/version`, "a whole number from 1 as text", version);
  }
  return { key, version, properties: readObject(properties, `${place}/properties`) };
}

function isVersion(text: string): boolean {
  return /^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text));
}
