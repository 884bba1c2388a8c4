import { expect, test } from "vitest";
import { chooseSwitches } from "../contract/dialect.ts";
import { computeEtag, formatEtag, hashToGuid, hashToMeetingId, hashToUint32 } from "./etag.ts";

// The first sixteen bytes, and the first four, of SHA-256 as FIPS 180-4 has it for "abc".
test("a hash of a text is the same everywhere, as a GUID and as a number", () => {
  expect(hashToGuid("abc")).toBe("ba7816bf-8f01-cfea-4141-40de5dae2223");
  expect(hashToUint32("abc")).toBe(String(0xba7816bf));
});

test("an ETag belongs to the version of a resource, in the form of the dialect", () => {
  const [documented, deployed] = [chooseSwitches("documented"), chooseSwitches("deployed")];
  const entry = () => ({ key: "833/810", version: "7", properties: {} });
  expect(computeEtag(entry(), documented)).toBe(hashToGuid("833/810 7"));
  expect(computeEtag(entry(), deployed)).toBe(hashToUint32("833/810 7"));
  expect(computeEtag({ ...entry(), version: "8" }, documented)).not.toBe(computeEtag(entry(), documented));
  // It is computed once.
  const kept = entry();
  expect(computeEtag(kept, documented)).toBe(computeEtag(Object.assign(kept, { version: "8" }), documented));
  expect([formatEtag("7", documented), formatEtag("7", deployed)]).toEqual(["7", '"7"']);
});

test("the id of a meeting has eight upper-case letters and digits", () => {
  const ids = ["abc", "a", "b", "c"].map(hashToMeetingId);
  for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{8}$/);
  expect(new Set(ids).size).toBe(4);
  expect(hashToMeetingId("abc")).toBe(ids[0]);
});
