import { expect, test } from "vitest";
import { hashToGuid, hashToUint32 } from "./etag.ts";

// The first sixteen bytes, and the first four, of SHA-256 as FIPS 180-4 has it for "abc".
test("a hash of a text is the same everywhere, as a GUID and as a number", () => {
  expect(hashToGuid("abc")).toBe("ba7816bf-8f01-cfea-4141-40de5dae2223");
  expect(hashToUint32("abc")).toBe(String(0xba7816bf));
});
