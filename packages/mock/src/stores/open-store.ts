import { MockError } from "../errors.ts";
import { createMemoryStore } from "../state/memory-store.ts";
import type { StateStore } from "../state/state-store.ts";

/**
 * Opens the store that a text names: `memory`, `sqlite:FILE`, or `valkey://HOST:PORT` with what else such a URL may have: a user and a
 * password, a database, and `valkeys:` for TLS. The schemes of Redis mean the same. Only what the text names is loaded. Throws `MockError` for
 * anything else, if a file cannot be opened, or if a server does not answer; the message begins with `setting`, and has no password.
 */
export async function openStore(text: string, setting = "store"): Promise<StateStore> {
  if (text === "memory") return createMemoryStore();
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  if (scheme === "sqlite" && rest !== "") {
    const { openSqliteStore } = await import("./sqlite-store.ts");
    return openSqliteStore(rest.replace(/^\/\/(?=\/)/, ""));
  }
  if (/^(?:valkey|redis)s?$/.test(scheme) && rest.startsWith("//")) {
    const [{ openValkeyStore }, { readValkeyUrl }] = await Promise.all([
      import("./valkey-store.ts"),
      import("./valkey-url.ts"),
    ]);
    return openValkeyStore(readValkeyUrl(text, setting));
  }
  const shown = JSON.stringify(text.replace(/\/\/[^/]*@/, "//…@"));
  throw new MockError(`${setting}: expected memory, sqlite:FILE or valkey://HOST:PORT, got ${shown}.`);
}
