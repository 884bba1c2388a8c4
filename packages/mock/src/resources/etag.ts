import { createHash } from "node:crypto";
import type { Switches } from "../contract/switches.ts";
import type { Entry } from "./store.ts";

// An entry belongs to one mock, and so to one dialect.
const computed = new WeakMap<Entry, string>();

/** The ETag of an entry's current version, without quotes. The same changes in the same order give the same one. */
export function etagOf(entry: Entry, { etag }: Switches): string {
  const known = computed.get(entry);
  if (known !== undefined) return known;
  const text = `${entry.key} ${entry.version}`;
  const tag = etag === "decimal" ? numberOf(text) : guidOf(text);
  computed.set(entry, tag);
  return tag;
}

/** The `ETag` header: deployed servers quote it, the published pages do not. */
export function etagHeader(etag: string, switches: Switches): string {
  return switches.etag === "decimal" ? `"${etag}"` : etag;
}

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  return digestOf(text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** An unsigned number of 32 bits, in decimal, that is always the same for the same text. */
export function numberOf(text: string): string {
  return String(Number.parseInt(digestOf(text).slice(0, 8), 16));
}

// The first versions of Node 20 have no `hash` that does this in one call.
function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
