/** Prints all tables, or those that the arguments name. */
import { cpus } from "node:os";
import { benchClient } from "./client.ts";
import { benchDocs } from "./docs.ts";
import { benchMemory, benchMock } from "./mock.ts";
import { benchPipeline } from "./pipeline.ts";
import { benchSize } from "./size.ts";
import { benchStores } from "./stores.ts";
import { benchTypes } from "./types.ts";
import { benchXml } from "./xml.ts";

const benches: Record<string, () => Promise<void> | void> = {
  client: benchClient,
  xml: benchXml,
  size: benchSize,
  types: benchTypes,
  docs: benchDocs,
  mock: benchMock,
  pipeline: benchPipeline,
};

/** These take minutes, so they run only if an argument names them. */
const slowBenches: Record<string, () => Promise<void> | void> = { memory: benchMemory, stores: benchStores };

const all = { ...benches, ...slowBenches };
const unknown = process.argv.slice(2).find((name) => !Object.hasOwn(all, name));
if (unknown !== undefined) {
  console.error(`pnpm bench: expected ${Object.keys(all).join(", ")}, got ${JSON.stringify(unknown)}.`);
  process.exit(2);
}
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`);
for (const name of names) await all[name]?.();
