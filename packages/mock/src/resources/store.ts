import { HttpError } from "../contract/http-error.ts";

/** The properties of a resource that the mock stores, without links, ETag and what else a representation adds. */
export type Properties = Record<string, unknown>;

/** One stored resource. */
export interface Entry {
  /** The key of the parent entry, a slash, and the entry's own segment. */
  key: string;
  /** Changes with every change of the properties. No version occurs twice. */
  version: string;
  properties: Properties;
}

/**
 * Stores the state of a mock. It is asynchronous and has compare-and-set, so that a store which several servers share
 * can replace the one in memory.
 */
export interface Store {
  get(key: string): Promise<Entry | undefined>;
  /** The entries directly below a key, in the order in which they were added. */
  children(key: string): Promise<Entry[]>;
  /** The entry directly below a key whose property `id` is this text. */
  childWithId(key: string, id: string): Promise<Entry | undefined>;
  /**
   * Adds an entry. Returns undefined if its key exists, if its parent has another entry with that `id`, if its parent does not exist, so
   * that no entry outlives its parent, or if its parent has `limit` entries already.
   */
  add(key: string, properties: Properties, limit?: number): Promise<Entry | undefined>;
  /**
   * Replaces an entry. Returns undefined if the version is not the current one (compare and set), if the entry does not exist, or if its
   * parent has another entry with that `id`.
   */
  replace(key: string, version: string, properties: Properties): Promise<Entry | undefined>;
  /** Removes an entry and all below it. Returns false if the version is not the current one, or the entry does not exist. */
  remove(key: string, version: string): Promise<boolean>;
  /** Whether there is room for a number of characters in JSON. */
  hasRoom(characters: number): Promise<boolean>;
  /** Returns a number that it has not returned before. */
  nextSequence(): Promise<number>;
  /** Returns all that is in the store, so that another one can go on from there, with the same versions and numbers. */
  save(): Promise<StoreContent>;
}

/** What a store has in it, as JSON can carry it. */
export interface StoreContent {
  /** The entries in the order in which they were added, so that none comes before its parent. */
  entries: Entry[];
  /** How many changes there were. */
  changes: number;
  /** The last number that `nextSequence` returned. */
  sequence: number;
}

// As many other writers would have to interrupt, each one between a read and a write.
const maxAttempts = 1000;

/**
 * Repeats `attempt` until it returns a value. It returns undefined if another request has changed what it read (compare and set).
 * Throws `HttpError` with 503 after a thousand attempts, so that every request ends.
 */
export async function retryUntilDone<Result>(attempt: () => Promise<Result | undefined>): Promise<Result> {
  for (let count = 0; count < maxAttempts; count += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
  }
  throw new HttpError(
    503,
    "ServiceUnavailable",
    `The resource changed ${maxAttempts} times while it was to be written.`,
  );
}

const added = ["rel", "etag", "_links", "_embedded"];
const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Removes from a representation what is not stored: rel, ETag, links, embedded resources and the GUID-named property. */
export function stripHypermedia(representation: Properties): Properties {
  return Object.fromEntries(Object.entries(representation).filter(([name]) => !added.includes(name) && !isGuid(name)));
}

/** Whether a property's name is a GUID. */
export function isGuid(name: string): boolean {
  return guid.test(name);
}
