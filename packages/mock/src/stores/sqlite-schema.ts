import type { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { MockError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";

/** The version of the tables below. A file with a newer one is left alone. */
const schemaVersion = 1;
// "UCWA" in ASCII. Tools such as `file` show it, and it tells the files of the mock from other databases.
const applicationId = 0x55435741;
/** How long a process waits for another one that writes to the same file, in milliseconds. */
export const busyTimeout = 2000;

// `place` is the order in which entries were added. `retired_at` is when another generation took the place of one.
const tables = `
  CREATE TABLE mocks (
    id TEXT PRIMARY KEY, generation INTEGER NOT NULL, settings TEXT NOT NULL, limits TEXT NOT NULL, start TEXT,
    ttl INTEGER, expires_at INTEGER,
    fault TEXT, fault_version INTEGER NOT NULL, fault_draws INTEGER NOT NULL, fault_left INTEGER
  ) WITHOUT ROWID;
  CREATE INDEX mocks_by_expiry ON mocks (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE generations (
    number INTEGER PRIMARY KEY AUTOINCREMENT, mock TEXT NOT NULL REFERENCES mocks (id) ON DELETE CASCADE,
    retired_at INTEGER, changes INTEGER NOT NULL, places INTEGER NOT NULL, sequence INTEGER NOT NULL,
    correlations INTEGER NOT NULL, entries INTEGER NOT NULL, characters INTEGER NOT NULL,
    journal_entries INTEGER NOT NULL, journal_characters INTEGER NOT NULL
  );
  CREATE INDEX generations_by_mock ON generations (mock);
  CREATE INDEX generations_by_retirement ON generations (retired_at) WHERE retired_at IS NOT NULL;
  CREATE TABLE entries (
    generation INTEGER NOT NULL REFERENCES generations (number) ON DELETE CASCADE, key TEXT NOT NULL,
    parent TEXT NOT NULL, place INTEGER NOT NULL, id TEXT, version TEXT NOT NULL, size INTEGER NOT NULL,
    properties TEXT NOT NULL,
    PRIMARY KEY (generation, key)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX entries_by_parent ON entries (generation, parent, place);
  CREATE UNIQUE INDEX entries_by_id ON entries (generation, parent, id) WHERE id IS NOT NULL;
  CREATE TABLE journal (
    number INTEGER PRIMARY KEY, generation INTEGER NOT NULL REFERENCES generations (number) ON DELETE CASCADE,
    size INTEGER NOT NULL, entry TEXT NOT NULL
  );
  CREATE INDEX journal_by_generation ON journal (generation, number);
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${schemaVersion};`;

/**
 * Opens a file and creates its tables if it is new. Throws `MockError` if the file cannot be opened, is no database of the mock, or was
 * written by a newer version of the mock.
 */
export async function openDatabase(path: string): Promise<DatabaseSync> {
  const { DatabaseSync } = await importSqlite(path);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA foreign_keys = ON`);
    await retryWhileLocked(database, prepare);
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof MockError) throw error;
    const reason = getErrorMessage(error);
    throw new MockError(`store sqlite:${path}: expected a file that SQLite can open, got "${reason}".`, {
      cause: error,
    });
  }

  function prepare(opened: DatabaseSync): void {
    requireOurs(path, opened);
    const mode = opened.prepare("PRAGMA journal_mode = WAL").get()?.journal_mode;
    if (mode !== "wal") {
      throw new MockError(
        `store sqlite:${path}: expected a disk on which SQLite can use a write-ahead log, got "${mode}".`,
      );
    }
    opened.exec("BEGIN IMMEDIATE");
    // Another process may have created them meanwhile.
    if (numberOf(opened, "user_version") === 0) opened.exec(tables);
    opened.exec("COMMIT");
  }
}

async function importSqlite(path: string): Promise<typeof import("node:sqlite")> {
  try {
    return await import("node:sqlite");
  } catch (error) {
    throw new MockError(`store sqlite:${path}: expected Node 22.13 or newer, got ${process.version}.`, {
      cause: error,
    });
  }
}

function requireOurs(path: string, database: DatabaseSync): void {
  const version = numberOf(database, "user_version");
  if (version > schemaVersion && numberOf(database, "application_id") === applicationId) {
    throw new MockError(
      `store sqlite:${path}: expected a file of version ${schemaVersion}, got version ${version}. A newer mock has written it.`,
    );
  }
  const isEmpty = database.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").get() === undefined;
  if (isEmpty || numberOf(database, "application_id") === applicationId) return;
  throw new MockError(`store sqlite:${path}: expected a new file or one of the mock, got another database.`);
}

/** Two processes that open a file at the same time may meet where SQLite does not wait by itself. */
async function retryWhileLocked(database: DatabaseSync, attempt: (database: DatabaseSync) => void): Promise<void> {
  for (let end = Date.now() + busyTimeout; ; await sleep(20)) {
    try {
      attempt(database);
      return;
    } catch (error) {
      rollBack(database);
      if (!/locked/.test(getErrorMessage(error)) || Date.now() > end) throw error;
    }
  }
}

/** Ends a transaction without a trace, if there is one. Node 22.13 has no way to ask. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // There was none.
  }
}

function numberOf(database: DatabaseSync, pragma: "user_version" | "application_id"): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma]);
}
