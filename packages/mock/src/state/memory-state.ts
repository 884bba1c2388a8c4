import type { Entry, Properties, SavedState, StoreContent } from "./content.ts";
import { EntryTree } from "./entry-tree.ts";
import type { JournalEntry } from "./journal-entry.ts";
import { MemoryJournal } from "./memory-journal.ts";
import type { Batch, Counter, FaultDraw, FaultState, LocalMock, NewMock, Settings } from "./state-store.ts";

/** A mock in memory: what outlives its generations. */
export class MemoryMock {
  readonly settings: Settings;
  readonly limits: NewMock["limits"];
  readonly start: StoreContent | undefined;
  readonly ttl: number | undefined;
  expiresAt: number | undefined;
  state: MemoryState;
  #fault: { setting: FaultState; draws: number; left: number; version: string } | undefined;
  #faults = 0;

  constructor({ settings, limits, start, ttl, content, fault }: NewMock) {
    this.settings = settings;
    this.limits = limits;
    this.start = start;
    this.ttl = ttl;
    this.state = new MemoryState(this, content);
    this.setFault(fault);
  }

  get hasFault(): boolean {
    return this.#fault !== undefined;
  }

  setFault(setting: FaultState | undefined): void {
    this.#faults += 1;
    const left = setting?.times ?? Number.POSITIVE_INFINITY;
    this.#fault = setting && { setting, draws: 0, left, version: String(this.#faults) };
  }

  drawFault(): FaultDraw | undefined {
    const fault = this.#fault;
    if (!fault) return undefined;
    fault.draws += 1;
    return { ...fault.setting, draw: fault.draws, version: fault.version };
  }

  spendFault(version: string): boolean {
    const fault = this.#fault;
    if (fault?.version !== version) return false;
    fault.left -= 1;
    if (fault.left === 0) this.#fault = undefined;
    return true;
  }
}

// Thousands of mocks begin with the same resources. They share them until the first change.
const trees = new WeakMap<StoreContent, EntryTree>();

function findTree(content: StoreContent): EntryTree {
  const tree = trees.get(content) ?? new EntryTree(content);
  trees.set(content, tree);
  return tree;
}

/** One generation of a mock in memory. When another one has taken its place, it is still there for the requests that began with it. */
export class MemoryState implements LocalMock {
  readonly #mock: MemoryMock;
  #tree: EntryTree;
  #isShared = true;
  #counts: Record<Counter, number>;
  #journal: MemoryJournal | undefined;

  constructor(mock: MemoryMock, { store, correlations, requests }: SavedState) {
    this.#mock = mock;
    this.#tree = findTree(store);
    this.#counts = { sequence: store.sequence, correlations };
    for (const entry of requests) this.#add(entry);
  }

  get settings(): Settings {
    return this.#mock.settings;
  }

  get expiresAt(): number | undefined {
    return this.#mock.expiresAt;
  }

  get hasFault(): boolean {
    return this.#mock.hasFault;
  }

  get requests(): JournalEntry[] {
    return this.#journal?.entries() ?? [];
  }

  async get(key: string): Promise<Entry | undefined> {
    return this.#tree.get(key);
  }

  async children(key: string): Promise<Entry[]> {
    return this.#tree.children(key);
  }

  async getWithChildren(key: string): Promise<[Entry, Entry[]] | undefined> {
    const entry = this.#tree.get(key);
    return entry && [entry, this.#tree.children(key)];
  }

  async childrenWithChildren(key: string): Promise<[Entry, Entry[]][]> {
    return this.#tree.children(key).map((child) => [child, this.#tree.children(child.key)]);
  }

  async childWithId(key: string, id: string): Promise<Entry | undefined> {
    return this.#tree.childWithId(key, id);
  }

  async add(key: string, properties: Properties, limit?: number): Promise<Entry | undefined> {
    return this.#ownTree().add(key, properties, this.#mock.limits, limit);
  }

  async replace(key: string, version: string, properties: Properties): Promise<Entry | undefined> {
    return this.#ownTree().replace(key, version, properties, this.#mock.limits);
  }

  async remove(key: string, version: string): Promise<boolean> {
    return this.#ownTree().remove(key, version);
  }

  async apply(batch: Batch): Promise<string | undefined> {
    return this.#ownTree().apply(batch, this.#mock.limits);
  }

  async countUp(counter: Counter): Promise<number> {
    this.#counts[counter] += 1;
    return this.#counts[counter];
  }

  async setFault(fault: FaultState | undefined): Promise<void> {
    this.#mock.setFault(fault);
  }

  async drawFault(): Promise<FaultDraw | undefined> {
    return this.#mock.drawFault();
  }

  async spendFault(version: string): Promise<boolean> {
    return this.#mock.spendFault(version);
  }

  async append(entry: JournalEntry): Promise<void> {
    this.#add(entry);
  }

  async journal(): Promise<JournalEntry[]> {
    return this.requests;
  }

  async save(): Promise<SavedState> {
    const { sequence, correlations } = this.#counts;
    return { store: { ...this.#tree.content(), sequence }, correlations, requests: this.requests };
  }

  async start(): Promise<StoreContent | undefined> {
    return this.#mock.start;
  }

  async replaceAll(content: SavedState, fault?: FaultState | null): Promise<void> {
    this.#mock.state = new MemoryState(this.#mock, content);
    if (fault !== undefined) this.#mock.setFault(fault ?? undefined);
  }

  #ownTree(): EntryTree {
    if (this.#isShared) this.#tree = this.#tree.clone();
    this.#isShared = false;
    return this.#tree;
  }

  #add(entry: JournalEntry): void {
    this.#journal ??= new MemoryJournal(this.#mock.limits);
    this.#journal.add(entry);
  }
}
