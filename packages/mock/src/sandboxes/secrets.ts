import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** A text that nobody can guess, with 8 random bits for each byte, in base64url. */
export function createSecret(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return btoa(String.fromCharCode(...random))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The hash of a token, which does not lead back to it. */
export function hashToken(token: string): string {
  return bytesToHex(sha256(utf8ToBytes(token)));
}

/** Whether a token has a hash. How long this takes says nothing about the token. */
export function hasHash(token: string, hash: string): boolean {
  const actual = hashToken(token);
  let difference = actual.length ^ hash.length;
  for (let index = 0; index < actual.length; index += 1)
    difference |= actual.charCodeAt(index) ^ hash.charCodeAt(index % hash.length);
  return difference === 0;
}
