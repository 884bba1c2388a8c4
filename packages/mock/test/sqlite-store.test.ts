import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../src/stores/sqlite-store.ts";
import { describeStore } from "./support/store-conformance.ts";

describeStore("SQLite", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-sqlite-"));
  let now = 1_000_000;
  const open = () => openSqliteStore(join(folder, "state.db"), () => now);
  const [store, other] = [await open(), await open()];
  return {
    store,
    other,
    pass: async (milliseconds) => {
      now += milliseconds;
    },
    end: async () => {
      await store.close();
      await other.close();
      await rm(folder, { recursive: true });
    },
  };
});
