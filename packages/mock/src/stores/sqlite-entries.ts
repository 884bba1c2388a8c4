import { StoreFullError, StoreUnavailableError } from "../errors.ts";
import { type Entry, type Properties, parentOf, type SavedState } from "../state/content.ts";
import { estimateSize } from "../state/memory-journal.ts";
import { findRefused } from "../state/refused-entry.ts";
import type { Batch, Counter, StateLimits } from "../state/state-store.ts";
import type { Row, SqliteFile } from "./sqlite-file.ts";
import { idOf, toNumber, toText } from "./stored-text.ts";

const columns = "key, version, properties";
const below = "generation = ? AND key >= ? AND key < ?";

/** The entries of one generation in a file. Its methods are steps within one transaction. */
export class SqliteEntries {
  readonly #file: SqliteFile;
  readonly #generation: number;

  constructor(file: SqliteFile, generation: number) {
    this.#file = file;
    this.#generation = generation;
  }

  get(key: string): Entry | undefined {
    const row = this.#file.row(
      `SELECT ${columns} FROM entries WHERE generation = ? AND key = ?`,
      this.#generation,
      key,
    );
    return row && toEntry(row);
  }

  children(key: string): Entry[] {
    const sql = `SELECT ${columns} FROM entries WHERE generation = ? AND parent = ? ORDER BY place`;
    return this.#file.rows(sql, this.#generation, key).map(toEntry);
  }

  childWithId(key: string, id: string): Entry | undefined {
    const sql = `SELECT ${columns} FROM entries WHERE generation = ? AND parent = ? AND id = ?`;
    const row = this.#file.row(sql, this.#generation, key, JSON.stringify(id));
    return row && toEntry(row);
  }

  all(): Entry[] {
    const sql = `SELECT ${columns} FROM entries WHERE generation = ? ORDER BY place`;
    return this.#file.rows(sql, this.#generation).map(toEntry);
  }

  add(key: string, properties: Properties, limits: StateLimits, limit?: number): Entry | undefined {
    if (!this.#canAdd(key, properties)) return undefined;
    if (limit !== undefined && this.#countChildren(parentOf(key)) >= limit) return undefined;
    const size = JSON.stringify(properties).length;
    this.#requireRoom(size, 1, limits);
    return this.#insert(key, properties);
  }

  replace(key: string, version: string, properties: Properties, limits: StateLimits): Entry | undefined {
    const old = this.#stored(key);
    if (old?.version !== version || this.#isTaken(key, properties)) return undefined;
    const text = JSON.stringify(properties);
    this.#requireRoom(text.length - old.size, 0, limits);
    const next = this.#count(0, text.length - old.size);
    const sql = "UPDATE entries SET id = ?, version = ?, size = ?, properties = ? WHERE generation = ? AND key = ?";
    this.#file.run(sql, idOf(properties) ?? null, next, text.length, text, this.#generation, key);
    return { key, version: next, properties };
  }

  remove(key: string, version: string): boolean {
    this.#requireGeneration();
    if (this.#stored(key)?.version !== version) return false;
    this.#delete(this.#collect([key], []));
    return true;
  }

  /** Makes the changes of a batch. Returns the key for which it changes nothing, if there is one. Throws `StoreFullError`. */
  apply({ needs, removes, empties, adds }: Batch, limits: StateLimits): string | undefined {
    this.#requireGeneration();
    const gone = this.#collect(removes, empties);
    const has = (key: string) => !gone.has(key) && this.#stored(key) !== undefined;
    const hasId = (parent: string, id: string) => has(this.childWithId(parent, id)?.key ?? "");
    const added = adds.filter(({ key }) => !has(key));
    const refused = needs.find((key) => !has(key)) ?? findRefused(added, { has, hasId });
    if (refused !== undefined) return refused;
    let characters = added.reduce((sum, { properties }) => sum + JSON.stringify(properties).length, 0);
    for (const size of gone.values()) characters -= size;
    this.#requireRoom(characters, added.length - gone.size, limits);
    this.#delete(gone);
    for (const { key, properties } of added) this.#insert(key, properties);
    return undefined;
  }

  #stored(key: string): { version: string; size: number } | undefined {
    const sql = "SELECT version, size FROM entries WHERE generation = ? AND key = ?";
    const row = this.#file.row(sql, this.#generation, key);
    return row && { version: toText(row.version), size: toNumber(row.size) };
  }

  #canAdd(key: string, properties: Properties): boolean {
    const parent = parentOf(key);
    const isOrphan = parent !== "" && !this.#stored(parent);
    return !isOrphan && !this.#stored(key) && !this.#isTaken(key, properties);
  }

  #isTaken(key: string, properties: Properties): boolean {
    const id = idOf(properties);
    if (id === undefined) return false;
    const sql = "SELECT 1 FROM entries WHERE generation = ? AND parent = ? AND id = ? AND key <> ?";
    return this.#file.row(sql, this.#generation, parentOf(key), id, key) !== undefined;
  }

  #countChildren(parent: string): number {
    const sql = "SELECT count(*) AS count FROM entries WHERE generation = ? AND parent = ?";
    return toNumber(this.#file.row(sql, this.#generation, parent)?.count);
  }

  /** The keys of entries with all below them, and of all entries below others, with their sizes. */
  #collect(keys: string[], parents: string[]): Map<string, number> {
    const exact = keys.flatMap((key) => {
      const size = this.#stored(key)?.size;
      return size === undefined ? [] : [{ key, size }];
    });
    // Keys below another begin with it and a slash; 0 comes after the slash.
    const sql = `SELECT key, size FROM entries WHERE ${below}`;
    const others = [...keys, ...parents].flatMap((key) => this.#file.rows(sql, this.#generation, `${key}/`, `${key}0`));
    return new Map([...exact, ...others].map(({ key, size }) => [toText(key), toNumber(size)]));
  }

  #delete(gone: Map<string, number>): void {
    let characters = 0;
    for (const [key, size] of gone) {
      this.#file.run("DELETE FROM entries WHERE generation = ? AND key = ?", this.#generation, key);
      characters += size;
    }
    const sql = "UPDATE generations SET entries = entries - ?, characters = characters - ? WHERE number = ?";
    this.#file.run(sql, gone.size, characters, this.#generation);
  }

  #insert(key: string, properties: Properties): Entry {
    const { length } = JSON.stringify(properties);
    const entry = { key, version: this.#count(1, length), properties };
    const next = "UPDATE generations SET places = places + 1 WHERE number = ? RETURNING places";
    insertEntry(this.#file, this.#generation, toNumber(this.#file.row(next, this.#generation)?.places), entry);
    return entry;
  }

  /** Counts a change, and returns the version that it leads to. */
  #count(entries: number, characters: number): string {
    const sql = `UPDATE generations SET changes = changes + 1, entries = entries + ?, characters = characters + ?
      WHERE number = ? RETURNING changes`;
    return String(this.#file.row(sql, entries, characters, this.#generation)?.changes);
  }

  #requireRoom(characters: number, entries: number, limits: StateLimits): void {
    const has = this.#requireGeneration();
    if (entries > 0 && toNumber(has.entries) + entries > limits.entries)
      throw new StoreFullError("entries", limits.entries);
    if (characters > 0 && toNumber(has.characters) + characters > limits.characters) {
      throw new StoreFullError("characters", limits.characters);
    }
  }

  #requireGeneration(): Row {
    return requireGeneration(this.#file, this.#generation);
  }
}

/** Returns how much a generation has. Throws `StoreUnavailableError` if it is gone: its mock was removed or expired, or was reset minutes ago. */
export function requireGeneration(file: SqliteFile, generation: number): Row {
  const row = file.row("SELECT entries, characters FROM generations WHERE number = ?", generation);
  if (row) return row;
  throw new StoreUnavailableError("The mock was removed while the request was on its way.");
}

/** Counts up. */
export function countUp(file: SqliteFile, generation: number, counter: Counter): number {
  requireGeneration(file, generation);
  const sql = `UPDATE generations SET ${counter} = ${counter} + 1 WHERE number = ? RETURNING ${counter}`;
  return toNumber(file.row(sql, generation)?.[counter]);
}

/** Adds a generation with its content to a mock, and returns its number. */
export function insertGeneration(
  file: SqliteFile,
  mock: string,
  { store, correlations, requests }: SavedState,
): number {
  const { entries, changes, sequence } = store;
  const characters = entries.reduce((sum, { properties }) => sum + JSON.stringify(properties).length, 0);
  const sizes = requests.reduce((sum, entry) => sum + estimateSize(entry), 0);
  const sql = `INSERT INTO generations (mock, changes, places, sequence, correlations, entries, characters, journal_entries, journal_characters)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number`;
  const { length } = entries;
  const row = file.row(sql, mock, changes, length, sequence, correlations, length, characters, requests.length, sizes);
  const generation = toNumber(row?.number);
  for (const [index, entry] of entries.entries()) insertEntry(file, generation, index + 1, entry);
  for (const entry of requests) {
    const add = "INSERT INTO journal (generation, size, entry) VALUES (?, ?, ?)";
    file.run(add, generation, estimateSize(entry), JSON.stringify(entry));
  }
  return generation;
}

function insertEntry(file: SqliteFile, generation: number, place: number, { key, version, properties }: Entry): void {
  const text = JSON.stringify(properties);
  const sql = `INSERT INTO entries (generation, key, parent, place, id, version, size, properties)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
  file.run(sql, generation, key, parentOf(key), place, idOf(properties) ?? null, version, text.length, text);
}

function toEntry({ key, version, properties }: Row): Entry {
  return { key: toText(key), version: toText(version), properties: JSON.parse(toText(properties)) };
}
