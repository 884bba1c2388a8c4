import type { Switches } from "../dialect/switches.ts";
import type { Entry } from "../store/store.ts";
import { guidOf, numberOf } from "./guid.ts";

/** The ETag of an entry's current version, without quotes. The same changes in the same order give the same one. */
export function etagOf({ key, version }: Entry, { etag }: Switches): string {
  return etag === "decimal" ? numberOf(`${key} ${version}`) : guidOf(`${key} ${version}`);
}

/** The `ETag` header: deployed servers quote it, the published pages do not. */
export function etagHeader(etag: string, switches: Switches): string {
  return switches.etag === "decimal" ? `"${etag}"` : etag;
}
