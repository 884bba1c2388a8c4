import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Switches } from "../contract/switches.ts";
import type { Entry } from "../state/content.ts";

// Several mocks may share an entry, also those of different dialects.
const etagCaches = { decimal: new WeakMap<Entry, string>(), guid: new WeakMap<Entry, string>() };

/**
 * Computes the ETag of an entry's current version, without quotes. The same changes in the same order give the same ETag.
 * `conditional.ts` compares it with the headers of a request.
 */
export function computeEtag(entry: Entry, { etag }: Switches): string {
  const etagCache = etagCaches[etag];
  const known = etagCache.get(entry);
  if (known !== undefined) return known;
  const text = `${entry.key} ${entry.version}`;
  const tag = etag === "decimal" ? hashToUint32(text) : hashToGuid(text);
  etagCache.set(entry, tag);
  return tag;
}

/** Writes an ETag for the header. Deployed servers quote it, the published pages do not. */
export function formatEtag(etag: string, switches: Switches): string {
  return switches.etag === "decimal" ? `"${etag}"` : etag;
}

/** Returns a GUID; the same one for the same text. */
export function hashToGuid(text: string): string {
  return sha256Hex(text).replace(/(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");
}

/** Returns an unsigned 32-bit number in decimal; the same one for the same text. */
export function hashToUint32(text: string): string {
  return String(Number.parseInt(sha256Hex(text).slice(0, 8), 16));
}

/** Returns an id like those of real meetings: eight upper-case letters and digits, always the same for the same text. */
export function hashToMeetingId(text: string): string {
  return BigInt(`0x${sha256Hex(text)}`)
    .toString(36)
    .slice(-8)
    .toUpperCase();
}

// Web Crypto only hashes asynchronously, so a library is used.
function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
