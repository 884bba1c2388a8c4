import { expect, test, vi } from "vitest";
import { createSecret, hasHash, hashToken } from "./secrets.ts";

test("a secret is random bytes in base64url, and no two are the same", () => {
  expect([createSecret(16), createSecret(32)].map(({ length }) => length)).toEqual([22, 43]);
  expect(createSecret(16)).not.toBe(createSecret(16));
  // RFC 4648, section 5: "-" and "_" are 62 and 63, and "=" fills up.
  const bytes = [0xfb, 0xef, 0xbe, 0xff, 0xff, 0xff, 0xfb];
  const random = vi.spyOn(crypto, "getRandomValues").mockImplementation((array) => {
    if (array instanceof Uint8Array) array.set(bytes);
    return array;
  });
  const secret = createSecret(bytes.length);
  random.mockRestore();
  expect(secret).toBe("----____-w");
});

// SHA-256 of "abc", as FIPS 180-4 has it.
const hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

test("a token is known by its SHA-256 hash, and no other token is", () => {
  expect(hashToken("abc")).toBe(hash);
  expect(hasHash("abc", hash)).toBe(true);
  expect(["abd", "ab", "abcd", ""].map((token) => hasHash(token, hash))).toEqual([false, false, false, false]);
});

test("a token has no hash that differs in one place or in its length", () => {
  const others = [`c${hash.slice(1)}`, `${hash.slice(0, -1)}e`, hash.slice(1), hash.slice(0, -1), hash + hash, ""];
  expect(others.filter((other) => hasHash("abc", other))).toEqual([]);
});
