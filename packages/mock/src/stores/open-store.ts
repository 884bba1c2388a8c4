import { MockError } from "../errors.ts";
import { createMemoryStore } from "../state/memory-store.ts";
import type { StateStore } from "../state/state-store.ts";
import { readStoreAddress, type StoreAddress } from "./store-address.ts";

/**
 * Opens the store that a text names: `memory`, `sqlite:FILE`, or `valkey://HOST:PORT` with what else such a URL may have: a user and a
 * password, a database, and `valkeys:` for TLS. The schemes of Redis mean the same. Only what the text names is loaded. Throws `MockError` for
 * anything else, if a file cannot be opened, or if a server does not answer; the message begins with `setting`, and has no password.
 */
export async function openStore(text: string, setting = "store"): Promise<StateStore> {
  const address = readStoreAddress(text, setting);
  try {
    return await open(address);
  } catch (error) {
    if (!(error instanceof MockError)) throw error;
    const advice = isWithoutSqlite(error.cause) ? ` Without it, use ${setting}=memory.` : "";
    throw new MockError(`${error.message.replace(/^store /, `${setting} `)}${advice}`, { cause: error.cause });
  }
}

async function open(address: StoreAddress): Promise<StateStore> {
  if (address.kind === "memory") return createMemoryStore();
  if (address.kind === "sqlite") {
    const { openSqliteStore } = await import("./sqlite-store.ts");
    return openSqliteStore(address.path);
  }
  const { openValkeyStore } = await import("./valkey-store.ts");
  return openValkeyStore(address.address);
}

function isWithoutSqlite(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ERR_UNKNOWN_BUILTIN_MODULE";
}
