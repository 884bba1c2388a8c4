import { SavedStateError } from "../errors.ts";
import { isObject } from "../http/text.ts";
import type { SavedState, StoreContent } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import { estimateSize } from "../state/memory-journal.ts";
import type { StateLimits } from "../state/state-store.ts";
import { readEntries } from "./saved-entries.ts";
import { copyJson, readCount, readList, readObject, requireAtMost, wrongValue } from "./saved-value.ts";

/**
 * Returns a copy of what `save` returned, which may have been stored meanwhile by another version. Throws `SavedStateError` for anything else: for what
 * no mock with these limits can be in. Whether the document allows the properties of a resource is not checked.
 */
export function checkSavedState(value: unknown, limits: StateLimits): SavedState {
  const { store, correlations, requests } = readObject(copyJson(value), "");
  return {
    store: readStore(store, limits),
    correlations: readCount(correlations, "/correlations"),
    requests: readRequests(requests, limits),
  };
}

function readStore(value: unknown, limits: StateLimits): StoreContent {
  const store = readObject(value, "/store");
  const place = "/store/entries";
  const entries = readEntries(store.entries, place);
  const sizes = entries.map(({ properties }) => JSON.stringify(properties).length);
  requireAtMost(limits.entries, entries.length, "resources", place);
  requireAtMost(limits.characters, sum(sizes), "characters", place);
  const changes = readCount(store.changes, "/store/changes");
  // Otherwise versions would come again, and with them ETags.
  const newest = entries.reduce((most, { version }) => Math.max(most, Number(version)), 0);
  if (changes < newest) throw wrongValue("/store/changes", `at least ${newest}, the newest version`, changes);
  return { entries, changes, sequence: readCount(store.sequence, "/store/sequence") };
}

function readRequests(value: unknown, limits: StateLimits): JournalEntry[] {
  const place = "/requests";
  const requests = readList(value, place).map((request, index) => readRequest(request, `${place}/${index}`));
  requireAtMost(limits.journalEntries, requests.length, "requests", place);
  requireAtMost(limits.journalCharacters, sum(requests.map(estimateSize)), "characters", place);
  return requests;
}

function readRequest(value: unknown, place: string): JournalEntry {
  if (isJournalEntry(value)) return value;
  // It may have a token in it, if no mock has saved it.
  throw new SavedStateError(`saved state: ${place}: expected a request of the journal, got something else.`);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Whether a value is an entry of a journal. */
export function isJournalEntry(value: unknown): value is JournalEntry {
  return (
    isObject(value) &&
    [value.method, value.target, value.body].every((text) => typeof text === "string") &&
    [value.operationId, value.fault, value.dialect].every((text) => text === undefined || typeof text === "string") &&
    [value.status, value.milliseconds].every((number) => typeof number === "number") &&
    isObject(value.headers) &&
    Object.values(value.headers).every((text) => typeof text === "string") &&
    Array.isArray(value.violations) &&
    value.violations.every((text) => typeof text === "string")
  );
}
