import { findValkeyServer } from "../../tasks/find-valkey-server.ts";
import { sandboxCosts } from "./stores/sandboxes.ts";
import { storeRates } from "./stores/throughput.ts";
import { printTable } from "./table.ts";

/** Prints how fast the mock is on each store, and what a sandbox costs there. It takes minutes. Without a Valkey server, its rows are missing. */
export async function benchStores(): Promise<void> {
  if (!findValkeyServer()) console.log("No valkey-server and no redis-server: run node tools/tasks/install-valkey.ts");
  const rates = await storeRates();
  const header = ["store", "servers", "mixed load, requests/s", "to memory"];
  printTable("The mock on its stores, 16 connections", header, rates);
  const costs = await sandboxCosts();
  printTable(
    "A sandbox with the document's examples",
    ["store", "sandboxes", "bytes each", "create, µs", "look up, µs"],
    costs,
  );
}
