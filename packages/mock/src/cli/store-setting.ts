import type { StateStore } from "../state/state-store.ts";
import { openStore } from "../stores/open-store.ts";
import { readStoreAddress } from "../stores/store-address.ts";
import type { Setting } from "./settings.ts";

/** What a process that runs a mock does before it starts it. It closes the store after the mock. */
export interface StoreOptions {
  /** Opens the store that the setting names. Throws what `openStore` throws. */
  openStore?: () => Promise<StateStore>;
}

/** The row of the store. Reading it checks how the store is written, and opens nothing, so that a mistake beside it leaves nothing open. */
export const storeSetting: Setting<StoreOptions> = {
  flag: "--store",
  variable: "UCWA_STORE",
  value: "<store>",
  default: "memory",
  meaning:
    "Where the mock keeps what it knows: `memory`, a file that survives a restart (`sqlite:FILE`, with Node 22.13 or newer), or a Valkey or Redis server that several mocks share (`valkey://HOST:PORT`). What is in the store counts before the seed and the fault of the start; a reset brings them back.",
  read(text, name) {
    readStoreAddress(text, name);
    return { openStore: () => openStore(text, name) };
  },
};
