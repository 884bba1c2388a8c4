import type { Entry, Properties, SavedState, StoreContent } from "../state/content.ts";
import type { JournalEntry } from "../state/journal-entry.ts";
import { estimateSize } from "../state/memory-journal.ts";
import type { Batch, Counter, FaultDraw, FaultState, Settings, StateLimits, StoredMock } from "../state/state-store.ts";
import { countUp, insertGeneration, requireGeneration, SqliteEntries } from "./sqlite-entries.ts";
import type { Row, SqliteFile } from "./sqlite-file.ts";
import { toNumber, toText } from "./stored-text.ts";

/** What a mock has in its row. */
export interface OpenedMock {
  id: string;
  row: Row;
  expiresAt: number | undefined;
  /** The time by which generations retire, in milliseconds since 1970. */
  now: () => number;
}

/** A mock in a file, as a request sees it. */
export class SqliteMock implements StoredMock {
  readonly settings: Settings;
  readonly expiresAt: number | undefined;
  readonly hasFault: boolean;
  readonly #file: SqliteFile;
  readonly #id: string;
  readonly #generation: number;
  readonly #entries: SqliteEntries;
  readonly #limits: StateLimits;
  readonly #now: () => number;

  constructor(file: SqliteFile, { id, row, expiresAt, now }: OpenedMock) {
    this.settings = JSON.parse(toText(row.settings));
    this.expiresAt = expiresAt;
    this.hasFault = row.fault !== null;
    this.#file = file;
    this.#id = id;
    this.#generation = toNumber(row.generation);
    this.#entries = new SqliteEntries(file, this.#generation);
    this.#limits = JSON.parse(toText(row.limits));
    this.#now = now;
  }

  async get(key: string): Promise<Entry | undefined> {
    return this.#file.read(() => this.#entries.get(key));
  }

  async children(key: string): Promise<Entry[]> {
    return this.#file.read(() => this.#entries.children(key));
  }

  async getWithChildren(key: string): Promise<[Entry, Entry[]] | undefined> {
    return this.#file.read(() => {
      const entry = this.#entries.get(key);
      return entry && [entry, this.#entries.children(key)];
    });
  }

  async childrenWithChildren(key: string): Promise<[Entry, Entry[]][]> {
    return this.#file.read(() =>
      this.#entries.children(key).map((child): [Entry, Entry[]] => [child, this.#entries.children(child.key)]),
    );
  }

  async childWithId(key: string, id: string): Promise<Entry | undefined> {
    return this.#file.read(() => this.#entries.childWithId(key, id));
  }

  add(key: string, properties: Properties, limit?: number): Promise<Entry | undefined> {
    return this.#file.write(() => this.#entries.add(key, properties, this.#limits, limit));
  }

  replace(key: string, version: string, properties: Properties): Promise<Entry | undefined> {
    return this.#file.write(() => this.#entries.replace(key, version, properties, this.#limits));
  }

  remove(key: string, version: string): Promise<boolean> {
    return this.#file.write(() => this.#entries.remove(key, version));
  }

  apply(batch: Batch): Promise<string | undefined> {
    return this.#file.write(() => this.#entries.apply(batch, this.#limits));
  }

  // What the number is for is written later, and then both are on the disk.
  countUp(counter: Counter): Promise<number> {
    return this.#file.write(() => countUp(this.#file, this.#generation, counter), false);
  }

  async setFault(fault: FaultState | undefined): Promise<void> {
    await this.#file.write(() => setFault(this.#file, this.#id, fault));
  }

  drawFault(): Promise<FaultDraw | undefined> {
    const sql = `UPDATE mocks SET fault_draws = fault_draws + 1 WHERE id = ? AND fault IS NOT NULL
      RETURNING fault, fault_draws, fault_version`;
    return this.#file.write(() => {
      const row = this.#file.row(sql, this.#id);
      if (!row) return undefined;
      const fault: FaultState = JSON.parse(toText(row.fault));
      return { ...fault, draw: toNumber(row.fault_draws), version: String(row.fault_version) };
    }, false);
  }

  spendFault(version: string): Promise<boolean> {
    const spend = `UPDATE mocks SET fault_left = fault_left - 1
      WHERE id = ? AND fault IS NOT NULL AND CAST(fault_version AS TEXT) = ?`;
    return this.#file.write(() => {
      const isSpent = this.#file.run(spend, this.#id, version) > 0;
      if (isSpent) this.#file.run("UPDATE mocks SET fault = NULL WHERE id = ? AND fault_left = 0", this.#id);
      return isSpent;
    });
  }

  async append(entry: JournalEntry): Promise<void> {
    await this.#file.write(() => this.#append(entry), false);
  }

  async journal(): Promise<JournalEntry[]> {
    return this.#file.read(() => this.#journal());
  }

  async save(): Promise<SavedState> {
    return this.#file.read(() => {
      const sql = "SELECT changes, sequence, correlations FROM generations WHERE number = ?";
      const row = this.#file.row(sql, this.#generation) ?? requireGeneration(this.#file, this.#generation);
      const entries = this.#entries.all();
      const store = { entries, changes: toNumber(row.changes), sequence: toNumber(row.sequence) };
      return { store, correlations: toNumber(row.correlations), requests: this.#journal() };
    });
  }

  async start(): Promise<StoreContent | undefined> {
    const row = this.#file.read(() => this.#file.row("SELECT start FROM mocks WHERE id = ?", this.#id));
    return typeof row?.start === "string" ? JSON.parse(row.start) : undefined;
  }

  async replaceAll(content: SavedState, fault?: FaultState | null): Promise<void> {
    await this.#file.write(() => {
      requireGeneration(this.#file, this.#generation);
      const retire = "UPDATE generations SET retired_at = ? WHERE mock = ? AND retired_at IS NULL";
      this.#file.run(retire, this.#now(), this.#id);
      const generation = insertGeneration(this.#file, this.#id, content);
      this.#file.run("UPDATE mocks SET generation = ? WHERE id = ?", generation, this.#id);
      if (fault !== undefined) setFault(this.#file, this.#id, fault ?? undefined);
    });
  }

  #journal(): JournalEntry[] {
    const sql = "SELECT entry FROM journal WHERE generation = ? ORDER BY number";
    return this.#file.rows(sql, this.#generation).map(({ entry }) => JSON.parse(toText(entry)));
  }

  #append(entry: JournalEntry): void {
    requireGeneration(this.#file, this.#generation);
    const size = estimateSize(entry);
    const add = "INSERT INTO journal (generation, size, entry) VALUES (?, ?, ?)";
    this.#file.run(add, this.#generation, size, JSON.stringify(entry));
    const count = `UPDATE generations SET journal_entries = journal_entries + 1, journal_characters = journal_characters + ?
      WHERE number = ? RETURNING journal_entries, journal_characters`;
    const row = this.#file.row(count, size, this.#generation);
    let entries = toNumber(row?.journal_entries);
    let characters = toNumber(row?.journal_characters);
    const { journalEntries, journalCharacters } = this.#limits;
    if (entries <= journalEntries && characters <= journalCharacters) return;
    const oldest = "SELECT number, size FROM journal WHERE generation = ? ORDER BY number LIMIT 1";
    while (entries > journalEntries || characters > journalCharacters) {
      const first = this.#file.row(oldest, this.#generation);
      if (!first) break;
      this.#file.run("DELETE FROM journal WHERE number = ?", toNumber(first.number));
      entries -= 1;
      characters -= toNumber(first.size);
    }
    const sql = "UPDATE generations SET journal_entries = ?, journal_characters = ? WHERE number = ?";
    this.#file.run(sql, entries, characters, this.#generation);
  }
}

/** Sets the fault of a mock, or ends it. */
function setFault(file: SqliteFile, id: string, fault: FaultState | undefined): void {
  const sql = `UPDATE mocks SET fault = ?, fault_left = ?, fault_draws = 0, fault_version = fault_version + 1 WHERE id = ?`;
  file.run(sql, fault ? JSON.stringify(fault) : null, fault?.times ?? null, id);
}
