import { MockError } from "../errors.ts";
import { type Entry, parentOf, type SavedState } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import { estimateSize } from "../state/memory-journal.ts";
import { idOf, toNumber, toText } from "./stored-text.ts";

/** Returns the arguments with which a script fills a generation: fields, members of the tree and the journal, each after its length. */
export function contentArguments(
  { store, correlations, requests }: SavedState,
  createId: () => string,
): (string | number)[] {
  const { entries, changes, sequence } = store;
  const sizes = entries.map(({ properties }) => JSON.stringify(properties).length);
  const numbers = {
    changes,
    sequence,
    correlations,
    places: entries.length,
    entries: entries.length,
    characters: sizes.reduce((sum, size) => sum + size, 0),
    journal: requests.reduce((sum, entry) => sum + estimateSize(entry), 0),
  };
  const fields = [
    ...Object.entries(numbers).flat(),
    ...entries.flatMap((entry, index) => entryFields(entry, index + 1, sizes[index] ?? 0)),
  ];
  const members = entries.map(({ key }, index) => `${parentOf(key)}\0${String(index + 1).padStart(12, "0")}\0${key}`);
  const journal = requests.map((entry) => `${estimateSize(entry)} ${createId()}\n${JSON.stringify(entry)}`);
  return [fields, members, journal].flatMap((list) => [list.length, ...list]);
}

function entryFields({ key, version, properties }: Entry, place: number, size: number): string[] {
  const id = idOf(properties);
  const head = JSON.stringify([version, place, size, id ?? ""]);
  const own = [`e:${key}`, `${head}\n${JSON.stringify(properties)}`];
  return id === undefined ? own : [...own, `i:${parentOf(key)}\0${id}`, key];
}

/** Returns an entry from its field. */
export function toEntry(key: unknown, text: unknown): Entry {
  const { entry } = readEntry(toText(key), toText(text));
  return entry;
}

/** Returns entries from a list of keys and texts. */
export function toEntries(list: unknown): Entry[] {
  return chunks(list, 2).map(([key, text]) => toEntry(key, text));
}

/** Returns a list from the server in parts of a length. Throws `MockError` for anything else. */
export function chunks(list: unknown, length: number): unknown[][] {
  if (!Array.isArray(list)) throw new MockError("store: expected a list, got something else.");
  return Array.from({ length: list.length / length }, (_, index) => list.slice(index * length, (index + 1) * length));
}

/** Returns the requests of a journal. */
export function toRequests(list: unknown): JournalEntry[] {
  return chunks(list, 1).map(([item]) => {
    const text = toText(item);
    return JSON.parse(text.slice(text.indexOf("\n") + 1));
  });
}

/** Returns what a mock knows from all that a generation has. */
export function toSavedState(fields: unknown, journal: unknown): SavedState {
  const known = new Map(chunks(fields, 2).map(([name, value]) => [toText(name), toText(value)]));
  const number = (name: string) => toNumber(known.get(name));
  const entries = [...known]
    .filter(([name]) => name.startsWith("e:"))
    .map(([name, text]) => readEntry(name.slice(2), text))
    .sort((one, two) => one.place - two.place)
    .map(({ entry }) => entry);
  const store = { entries, changes: number("changes"), sequence: number("sequence") };
  return { store, correlations: number("correlations"), requests: toRequests(journal) };
}

function readEntry(key: string, text: string): { place: number; entry: Entry } {
  const end = text.indexOf("\n");
  const [version, place] = JSON.parse(text.slice(0, end));
  return { place, entry: { key, version, properties: JSON.parse(text.slice(end + 1)) } };
}
