import type { Entry, Properties, SavedState, StoreContent } from "./content.ts";
import type { JournalEntry } from "./journal-entry.ts";

/**
 * Where a server keeps what its mocks know between requests. Several servers may share one. Each method takes effect as a whole or not at all,
 * and takes and gives plain data, so that it can be one script or one transaction. Throws `StoreUnavailableError` if the store cannot be reached.
 */
export interface StateStore {
  /** The state of a mock as it is now. Undefined if there is none, or it has expired. It expires later because of this. */
  open(id: string): Promise<StoredMock | undefined>;
  /**
   * Adds a mock. With a time to live it is a sandbox: it expires when nobody has opened it for so long, and there are at most `limit` of
   * them. The settings never change.
   */
  create(id: string, start: NewMock, limit?: number): Promise<Creation>;
  /** Removes a mock with all that it knows. Returns false if there is none. */
  remove(id: string): Promise<boolean>;
  /** How many mocks there are that can expire. */
  count(): Promise<number>;
  /** Resolves if the store can be used. */
  ready(): Promise<void>;
  /** Lets go of files and connections. What the store knows stays. */
  close(): Promise<void>;
  /** The state of a mock at once, without making it expire later. A store that is in this process has this method. */
  peek?(id: string): LocalMock | undefined;
}

/** The result of `create`. A store that is full says when the first mock expires, in milliseconds since 1970. */
export type Creation = "created" | "exists" | { fullUntil: number };

/** A mock that is added to a store. */
export interface NewMock {
  /** What the mock is created with. */
  settings: Settings;
  /** What it knows from the start. */
  content: SavedState;
  /** The resources that a reset leads to, if they are the mock's own; absent if the server knows them. */
  start?: StoreContent;
  /** The fault that it starts with. */
  fault?: FaultState;
  /** How much it may keep. */
  limits: StateLimits;
  /** Milliseconds after the last request. It never expires without them. */
  ttl?: number;
}

/** What a mock was created with, and what its controls need. Only those who create and read it know its members. */
export type Settings = Readonly<Record<string, unknown>>;

/** How much a mock may keep. Characters are those of JSON, without what a store adds. */
export interface StateLimits {
  /** The characters of all resources. */
  characters: number;
  /** The number of resources, applications included. */
  entries: number;
  /** The number of requests in the journal. */
  journalEntries: number;
  /** The characters of all requests in the journal. */
  journalCharacters: number;
}

/** A fault that waits for requests. */
export interface FaultState {
  /** The name of the fault, without its number. */
  name: string;
  /** Its number, if it takes one. */
  value?: number;
  /** The share of requests that get it, from 0 to 1. */
  rate: number;
  /** Chooses which requests get it. */
  seed: number;
  /** How many more requests get it. It does not end without this. */
  times?: number;
}

/** A fault that one request may get. */
export interface FaultDraw extends FaultState {
  /** How many requests have drawn since the fault was set, this one included. */
  draw: number;
  /** Belongs to this fault alone. */
  version: string;
}

/** A number that is counted up: ids of resources, and of responses. */
export type Counter = "sequence" | "correlations";

/** Changes of many entries that nobody sees in part. They are made in the order of the members. */
export interface Batch {
  /** Keys of entries that have to be there, and to stay. */
  needs: string[];
  /** Keys whose entries go, with all below. */
  removes: string[];
  /** Keys of entries that stay, and below which all goes. */
  empties: string[];
  /** What is added, as `add` does. An entry that is there and stays is left out. */
  adds: { key: string; properties: Properties }[];
}

/**
 * The state of one mock, as a request sees it from its start to its end. `replaceAll` begins a new generation of the resources, the journal and the counters. A
 * request goes on with the generation that it began with: it finds there what it knows, and nothing that it writes reaches the new one.
 */
export interface StoredMock {
  /** What the mock was created with. */
  readonly settings: Settings;
  /** When the mock expires if nobody opens it, in milliseconds since 1970. */
  readonly expiresAt: number | undefined;
  /** Whether there was a fault when the state was opened. */
  readonly hasFault: boolean;

  /** The entry with a key. */
  get(key: string): Promise<Entry | undefined>;
  /** The entries directly below a key, in the order in which they were added. */
  children(key: string): Promise<Entry[]>;
  /** An entry, with the entries directly below it as they were at the same time. */
  getWithChildren(key: string): Promise<[Entry, Entry[]] | undefined>;
  /** The entries directly below a key, each with the entries directly below it, as they were at the same time. */
  childrenWithChildren(key: string): Promise<[Entry, Entry[]][]>;
  /** The entry directly below a key whose property `id` is this text. */
  childWithId(key: string, id: string): Promise<Entry | undefined>;
  /**
   * Adds an entry. Returns undefined if its key exists, if its parent has another entry with that `id`, if its parent does not exist, so
   * that no entry outlives its parent, or if its parent has `limit` entries already. Throws `StoreFullError`.
   */
  add(key: string, properties: Properties, limit?: number): Promise<Entry | undefined>;
  /**
   * Replaces an entry. Returns undefined if the version is not the current one (compare and set), if the entry does not exist, or if its
   * parent has another entry with that `id`. Throws `StoreFullError`.
   */
  replace(key: string, version: string, properties: Properties): Promise<Entry | undefined>;
  /** Removes an entry and all below it. Returns false if the version is not the current one, or the entry does not exist. */
  remove(key: string, version: string): Promise<boolean>;
  /**
   * Changes many entries at once. Returns the first key of `needs` that has no entry, or else the key of the first entry that `add` would refuse, if
   * there is one. Throws `StoreFullError`. Each of these changes nothing.
   */
  apply(batch: Batch): Promise<string | undefined>;
  /** Counts up, and returns the new number. */
  countUp(counter: Counter): Promise<number>;

  /** Sets the fault, or ends it. Its draws are counted from 0 on. */
  setFault(fault: FaultState | undefined): Promise<void>;
  /** Counts a draw, and returns the fault. Undefined if there is none, or as many requests got it as were to. */
  drawFault(): Promise<FaultDraw | undefined>;
  /** Takes one of a fault's `times`. Returns false if none is left, or another fault was set meanwhile. */
  spendFault(version: string): Promise<boolean>;

  /** Adds to the journal, which drops its oldest entries where it gets too large. */
  append(entry: JournalEntry): Promise<void>;
  /** The journal, the oldest first. */
  journal(): Promise<JournalEntry[]>;

  /** Returns all that the mock knows, so that another one can go on from there, with the same versions and numbers. */
  save(): Promise<SavedState>;
  /** The resources that a reset leads to, if they are the mock's own. */
  start(): Promise<StoreContent | undefined>;
  /** Begins a new generation, with this content. `fault` sets the fault at the same time, null ends it, and without it the fault stays. */
  replaceAll(content: SavedState, fault?: FaultState | null): Promise<void>;
}

/** The state of a mock in this process. Its methods are over before they return their promises. */
export interface LocalMock extends StoredMock {
  /** The journal, the oldest first. */
  readonly requests: JournalEntry[];
}
