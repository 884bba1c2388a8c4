import { HttpError } from "../contract/http-error.ts";

/** What the mock keeps of a resource: its own properties, without links, ETag and whatever else a representation adds. */
export type Properties = Record<string, unknown>;

/** One stored resource. */
export interface Entry {
  /** Segments, joined by slashes: the entry below which this one lives, and its own name. */
  key: string;
  /** Changes with every change of the properties, and never comes back. */
  version: string;
  properties: Properties;
}

/**
 * Where the mock keeps its state. It is asynchronous and has compare-and-set, so that a store which several servers share
 * can stand in the place of the one in memory.
 */
export interface Store {
  get(key: string): Promise<Entry | undefined>;
  /** The entries directly below a key, in the order in which they were added. */
  children(key: string): Promise<Entry[]>;
  /** The entry directly below a key whose property `id` is this text. */
  childWithId(key: string, id: string): Promise<Entry | undefined>;
  /**
   * Adds an entry. Undefined where there is one of that key or, below the same entry, of that `id`; and where the entry that it is to be below
   * is gone, so that nothing outlives what it belongs to.
   */
  add(key: string, properties: Properties): Promise<Entry | undefined>;
  /**
   * Replaces an entry. Undefined where the version is not the current one (compare and set), the entry is gone, or another one below the same
   * entry has that `id`.
   */
  replace(key: string, version: string, properties: Properties): Promise<Entry | undefined>;
  /** Removes an entry, and those below it. False where the version is not the current one, or the entry is gone. */
  remove(key: string, version: string): Promise<boolean>;
  /** Whether there is room for a resource, or resources, of so many characters in JSON. */
  hasRoom(characters: number): Promise<boolean>;
  /** A number that it has not given before. */
  nextSequence(): Promise<number>;
}

// So many others would have to come in between, each time in the moment between a look and a write.
const maxAttempts = 1000;

/**
 * Looks and writes again while somebody else was faster (compare and set): `attempt` gives undefined where what it looked at has changed.
 * Throws `HttpError` with 503 where that has no end, so that a request always has one.
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

/** A representation without what a representation adds to the resource: rel, ETag, links, embedded resources, the GUID-named property. */
export function stripHypermedia(representation: Properties): Properties {
  return Object.fromEntries(Object.entries(representation).filter(([name]) => !added.includes(name) && !isGuid(name)));
}

/** Whether a property's name is a GUID. */
export function isGuid(name: string): boolean {
  return guid.test(name);
}
