import { hash } from "node:crypto";

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  return hash("sha256", text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** An unsigned number of 32 bits, in decimal, that is always the same for the same text. */
export function numberOf(text: string): string {
  return String(Number.parseInt(hash("sha256", text).slice(0, 8), 16));
}
