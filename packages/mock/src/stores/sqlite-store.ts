import type { Creation, NewMock, StateStore, StoredMock } from "../state/state-store.ts";
import { insertGeneration } from "./sqlite-entries.ts";
import { openSqliteFile, type SqliteFile } from "./sqlite-file.ts";
import { SqliteMock } from "./sqlite-mock.ts";
import { toNumber } from "./stored-text.ts";

// How long a generation is there for the requests that began with it, in milliseconds. No request takes as long.
const retirement = 300_000;
// How often mocks that have expired are removed, and how many at once, so that requests do not have to wait long.
const sweepInterval = 10_000;
const sweepSize = 500;

const isThere = "(expires_at IS NULL OR expires_at > ?)";

/**
 * Opens a store in a file, which several processes on one machine may share. `now` is the time by which mocks expire, in milliseconds since
 * 1970. Throws `MockError` if the file cannot be opened, or a newer mock has written it.
 */
export async function openSqliteStore(path: string, now: () => number = Date.now): Promise<StateStore> {
  return new SqliteStore(await openSqliteFile(path), now);
}

class SqliteStore implements StateStore {
  readonly #file: SqliteFile;
  readonly #now: () => number;
  #nextSweep = 0;

  constructor(file: SqliteFile, now: () => number) {
    this.#file = file;
    this.#now = now;
  }

  async open(id: string): Promise<StoredMock | undefined> {
    const now = this.#now();
    if (now >= this.#nextSweep) await this.#sweep(now);
    const sql = `SELECT generation, settings, limits, ttl, expires_at, fault FROM mocks WHERE id = ? AND ${isThere}`;
    const row = this.#file.read(() => this.#file.row(sql, id, now));
    if (!row) return undefined;
    const expiresAt = row.ttl === null ? undefined : await this.#touch(id, toNumber(row.ttl), toNumber(row.expires_at));
    return new SqliteMock(this.#file, { id, row, expiresAt, now: this.#now });
  }

  async create(id: string, mock: NewMock, limit?: number): Promise<Creation> {
    const now = this.#now();
    if (now >= this.#nextSweep) await this.#sweep(now);
    return this.#file.write(() => {
      if (this.#file.row(`SELECT 1 FROM mocks WHERE id = ? AND ${isThere}`, id, now)) return "exists";
      // To count takes longer the more there are.
      const fullUntil = mock.ttl === undefined || limit === undefined ? undefined : this.#fullUntil(now, limit);
      if (fullUntil !== undefined) return { fullUntil };
      this.#file.run("DELETE FROM mocks WHERE id = ?", id);
      insertMock(this.#file, id, mock, now);
      return "created";
    });
  }

  remove(id: string): Promise<boolean> {
    const now = this.#now();
    return this.#file.write(() => {
      const isKnown = this.#file.row(`SELECT 1 FROM mocks WHERE id = ? AND ${isThere}`, id, now) !== undefined;
      this.#file.run("DELETE FROM mocks WHERE id = ?", id);
      return isKnown;
    });
  }

  async count(): Promise<number> {
    return this.#file.read(() => this.#count(this.#now()));
  }

  async ready(): Promise<void> {
    await this.#file.write(() => this.#file.row("SELECT 1 FROM mocks LIMIT 1"), false);
  }

  async close(): Promise<void> {
    this.#file.close();
  }

  #count(now: number): number {
    return toNumber(this.#file.row("SELECT count(*) AS count FROM mocks WHERE expires_at > ?", now)?.count);
  }

  #fullUntil(now: number, limit: number): number | undefined {
    if (this.#count(now) < limit) return undefined;
    return toNumber(this.#file.row("SELECT min(expires_at) AS first FROM mocks WHERE expires_at > ?", now)?.first);
  }

  /** Makes a mock expire later. Not each request writes: what a write would gain has to be worth it. */
  async #touch(id: string, ttl: number, expiresAt: number): Promise<number> {
    const next = this.#now() + ttl;
    if (next - expiresAt < ttl / 64) return expiresAt;
    const sql = "UPDATE mocks SET expires_at = max(expires_at, ?) WHERE id = ?";
    await this.#file.write(() => this.#file.run(sql, next, id), false);
    return next;
  }

  async #sweep(now: number): Promise<void> {
    this.#nextSweep = now + sweepInterval;
    await this.#file.write(() => {
      const expired = "DELETE FROM mocks WHERE id IN (SELECT id FROM mocks WHERE expires_at <= ? LIMIT ?)";
      const retired =
        "DELETE FROM generations WHERE number IN (SELECT number FROM generations WHERE retired_at <= ? LIMIT ?)";
      const removed = this.#file.run(expired, now, sweepSize) + this.#file.run(retired, now - retirement, sweepSize);
      if (removed >= sweepSize) this.#nextSweep = now;
    }, false);
  }
}

function insertMock(
  file: SqliteFile,
  id: string,
  { settings, content, start, fault, limits, ttl }: NewMock,
  now: number,
): void {
  const sql = `INSERT INTO mocks (id, generation, settings, limits, start, ttl, expires_at, fault, fault_version, fault_draws, fault_left)
    VALUES (?, 0, ?, ?, ?, ?, ?, ?, 1, 0, ?)`;
  const texts = [settings, limits].map((value) => JSON.stringify(value));
  const [settingsText = "", limitsText = ""] = texts;
  const startText = start ? JSON.stringify(start) : null;
  const faultText = fault ? JSON.stringify(fault) : null;
  const expiresAt = ttl === undefined ? null : now + ttl;
  file.run(sql, id, settingsText, limitsText, startText, ttl ?? null, expiresAt, faultText, fault?.times ?? null);
  file.run("UPDATE mocks SET generation = ? WHERE id = ?", insertGeneration(file, id, content), id);
}
