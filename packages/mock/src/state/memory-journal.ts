import type { JournalEntry } from "./journal-entry.ts";
import type { StateLimits } from "./state-store.ts";
import { createTextQueue, type TextQueue } from "./text-queue.ts";

/** The last requests of one generation in memory. It drops the oldest entries above its limits. */
export class MemoryJournal {
  readonly #texts: TextQueue;

  constructor({ journalEntries, journalCharacters }: StateLimits) {
    this.#texts = createTextQueue(journalEntries, journalCharacters);
  }

  entries(): JournalEntry[] {
    return this.#texts.texts().map(parseEntry);
  }

  add(entry: JournalEntry): void {
    this.#texts.add(JSON.stringify(entry), estimateSize(entry));
  }
}

function parseEntry(text: string): JournalEntry {
  return JSON.parse(text);
}

/** The size of an entry in characters. It is an estimate: only text from the request can be long. */
export function estimateSize({ target, headers, body, violations }: JournalEntry): number {
  let size = target.length + body.length;
  for (const text of violations) size += text.length;
  for (const [name, value] of Object.entries(headers)) size += name.length + value.length;
  return size;
}
