/** Writes to a mock in a file without an end, and prints each key once its write was acknowledged. Many writes wait at once. */
import { writeSync } from "node:fs";
import { defaultLimits, emptyState } from "../../src/state/memory-store.ts";
import { openSqliteStore } from "../../src/stores/sqlite-store.ts";

const [file = "", first = ""] = process.argv.slice(2);
const store = await openSqliteStore(file);
await store.create("m", { settings: {}, content: emptyState, limits: { ...defaultLimits, characters: 1e9 } });
const mock = await store.open("m");
const lanes = Array.from({ length: 4 }, async (_, lane) => {
  for (let turn = 0; turn < 100_000; turn += 1) {
    const key = `${first}-${lane}-${turn}`;
    const entry = await mock?.add(key, { id: key, text: "x".repeat(turn % 200) });
    if (entry) writeSync(1, `${key} ${entry.version}\n`);
  }
});
await Promise.all(lanes);
