import type { JournalEntry } from "./journal-entry.ts";

/** The properties of a resource that the mock stores, without links, ETag and what else a representation adds. */
export type Properties = Record<string, unknown>;

/** One stored resource. Nothing changes one: several mocks may share it. */
export interface Entry {
  /** The key of the parent entry, a slash, and the entry's own segment. */
  key: string;
  /** Changes with every change of the properties. No version occurs twice in one generation. */
  version: string;
  /** What the resource consists of. */
  properties: Properties;
}

/** The key of the entry above; empty for one at the top. */
export function parentOf(key: string): string {
  return key.slice(0, Math.max(key.lastIndexOf("/"), 0));
}

/** What a store has in it, as JSON can carry it. */
export interface StoreContent {
  /** The entries in the order in which they were added, so that none comes before its parent. */
  entries: Entry[];
  /** How many changes there were. */
  changes: number;
  /** How many numbers were given out for new resources. */
  sequence: number;
}

/** What a mock knows between two requests. Only `restore` has to understand it, and another version of the mock may refuse it. */
export interface SavedState {
  /** The resources, and how often they were changed. */
  store: StoreContent;
  /** How many correlation ids were given out. */
  correlations: number;
  /** The last requests, oldest first, without tokens. */
  requests: JournalEntry[];
}
