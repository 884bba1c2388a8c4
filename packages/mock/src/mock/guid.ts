import { createHash } from "node:crypto";

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
