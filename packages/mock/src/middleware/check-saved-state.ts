import { SavedStateError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import { parentOf, type SavedState } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";

/** Returns what `save` returned, which may have been stored meanwhile by another version. Throws `SavedStateError` for anything else. */
export function checkSavedState(value: unknown): SavedState {
  if (isSavedState(value)) return value;
  throw new SavedStateError("saved state: expected what save() of a mock returned, got something else.");
}

function isSavedState(value: unknown): value is SavedState {
  if (!isObject(value) || !isObject(value.store)) return false;
  const { store, correlations, requests } = value;
  return (
    [correlations, store.changes, store.sequence].every(isCount) &&
    Array.isArray(requests) &&
    requests.every(isJournalEntry) &&
    Array.isArray(store.entries) &&
    hasParents(store.entries)
  );
}

function isCount(value: unknown): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** Whether each is an entry of a store, and comes once and after its parent. */
function hasParents(entries: unknown[]): boolean {
  const keys = new Set([""]);
  return entries.every((entry) => {
    if (!isObject(entry) || typeof entry.key !== "string") return false;
    if (typeof entry.version !== "string" || !isObject(entry.properties)) return false;
    if (keys.has(entry.key) || !keys.has(parentOf(entry.key))) return false;
    keys.add(entry.key);
    return true;
  });
}

/** Whether a value is an entry of a journal. */
export function isJournalEntry(value: unknown): value is JournalEntry {
  return (
    isObject(value) &&
    [value.method, value.target, value.body].every((text) => typeof text === "string") &&
    [value.status, value.milliseconds].every((number) => typeof number === "number") &&
    isObject(value.headers) &&
    Object.values(value.headers).every((text) => typeof text === "string") &&
    Array.isArray(value.violations) &&
    value.violations.every((text) => typeof text === "string")
  );
}
