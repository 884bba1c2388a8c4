import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MockError, openStore, StoreUnavailableError } from "../src/index.ts";
import { emptyState } from "../src/state/memory-store.ts";
import { openSqliteStore } from "../src/stores/sqlite-store.ts";
import { createMock } from "./support/new-mock.ts";
import { describeStore, openTwice } from "./support/store-conformance.ts";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ucwa-sqlite-"));
  file = join(folder, "state.db");
});
afterEach(() => rm(folder, { recursive: true }));

describeStore("SQLite", () => openTwice((now) => openSqliteStore(file, now)));

describe("A SQLite store", () => {
  test("has after a restart what it had before", async () => {
    const before = await openStore(`sqlite:${file}`);
    const added = await (await createMock(before, "m")).add("a", { subject: "Ärger" });
    await before.close();
    const after = await openStore(`sqlite://${file}`);
    expect(await (await after.open("m"))?.get("a")).toEqual(added);
    await after.close();
  });

  test("forgets mocks that have expired, and generations that are long over", async () => {
    let now = 1_000_000;
    const store = await openSqliteStore(file, () => now);
    await (await createMock(store, "sandbox", 1_000)).add("a", {});
    const mock = await createMock(store, "m");
    await mock.add("a", {});
    await mock.replaceAll(emptyState);
    now += 3_600_000;
    await store.open("m");
    await store.close();
    const database = new DatabaseSync(file);
    const count = (table: string) => database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.rows;
    expect(["mocks", "generations", "entries"].map(count)).toEqual([1, 1, 0]);
    database.close();
  });

  test("is not opened if a newer mock has written the file", async () => {
    await (await openSqliteStore(file)).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 2");
    database.close();
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow(
      `store sqlite:${file}: expected a file of version 1, got version 2. A newer mock has written it.`,
    );
  });

  test("is not opened if the file is none of the mock, which stays as it is", async () => {
    const database = new DatabaseSync(file);
    database.exec("CREATE TABLE mocks (bird TEXT)");
    const text = join(folder, "text");
    await writeFile(text, "once upon a time ".repeat(100));
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow(
      new MockError(`store sqlite:${file}: expected a new file or one of the mock, got another database.`),
    );
    expect(database.prepare("SELECT count(*) AS rows FROM sqlite_schema").get()?.rows).toBe(1);
    database.close();
    await expect(openStore(`sqlite:${text}`)).rejects.toThrow(
      /expected a file that SQLite can open, got "file is not a/,
    );
    await expect(openStore(`sqlite:${folder}/none/state.db`)).rejects.toThrow(/expected a file that SQLite can open/);
  });

  test("refuses what is asked of it after it was closed", async () => {
    const store = await openSqliteStore(file);
    const mock = await createMock(store, "m");
    await store.close();
    await expect(mock.add("a", {})).rejects.toThrow(StoreUnavailableError);
    await expect(mock.get("a")).rejects.toThrow(StoreUnavailableError);
  });

  test.runIf(process.env.UCWA_LONG)(
    "waits for another process two seconds, and then gives up without a trace",
    async () => {
      const store = await openSqliteStore(file);
      const mock = await createMock(store, "m");
      const other = new DatabaseSync(file);
      other.exec("BEGIN IMMEDIATE");
      await expect(mock.add("a", {})).rejects.toThrow(StoreUnavailableError);
      other.exec("ROLLBACK");
      other.close();
      expect(await mock.get("a")).toBeUndefined();
      expect(await mock.add("a", {})).toBeDefined();
      await store.close();
    },
  );
});

test.each([
  ["sqlite:", '"sqlite:"'],
  ["postgres://lene:secret@db/1", '"postgres://…@db/1"'],
  ["Memory", '"Memory"'],
])("the store %s is refused, without its password", async (text, shown) => {
  await expect(openStore(text, "--store")).rejects.toThrow(
    new MockError(`--store: expected memory, sqlite:FILE or valkey://HOST:PORT, got ${shown}.`),
  );
});
