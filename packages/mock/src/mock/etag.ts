import type { Switches } from "../dialect/switches.ts";
import type { Entry } from "../store/store.ts";
import { guidOf, numberOf } from "./guid.ts";

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
