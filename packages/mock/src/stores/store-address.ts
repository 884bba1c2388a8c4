import { MockError } from "../errors.ts";
import { readValkeyUrl, type ValkeyAddress } from "./valkey-url.ts";

/** Where a store is. */
export type StoreAddress =
  | { kind: "memory" }
  | { kind: "sqlite"; path: string }
  | { kind: "valkey"; address: ValkeyAddress };

/** Reads the text that names a store, and opens nothing. Throws `MockError`, which begins with `setting` and has no password. */
export function readStoreAddress(text: string, setting: string): StoreAddress {
  if (text === "memory") return { kind: "memory" };
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  if (scheme === "sqlite" && rest !== "") return { kind: "sqlite", path: rest.replace(/^\/\/(?=\/)/, "") };
  if (/^(?:valkey|redis)s?$/.test(scheme) && rest.startsWith("//"))
    return { kind: "valkey", address: readValkeyUrl(text, setting) };
  const shown = JSON.stringify(text.replace(/\/\/[^/]*@/, "//…@"));
  throw new MockError(`${setting}: expected memory, sqlite:FILE or valkey://HOST:PORT, got ${shown}.`);
}
