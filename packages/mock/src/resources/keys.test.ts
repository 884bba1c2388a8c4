import { expect, test } from "vitest";
import {
  applicationKey,
  entryKey,
  extensionKey,
  isKey,
  lastSegment,
  maxIdLength,
  meetingKey,
  toSegment,
} from "./keys.ts";

test.each([
  ["a b", "a%20b"],
  ["ü/?", "%C3%BC%2F%3F"],
  ["\ud800", "%EF%BF%BD"],
  [".", ".-"],
  ["..", "..-"],
  ["...", "..."],
])("the id %j is the segment %s", (id, segment) => {
  expect(toSegment(id)).toBe(segment);
});

test("two spellings of one id have one key", () => {
  expect([entryKey("a%41"), entryKey("aA")]).toEqual(["aA", "aA"]);
  const ids = { applicationId: "8%33", onlineMeetingId: "%41", onlineMeetingExtensionId: "a%20b" };
  expect([applicationKey(ids), meetingKey(ids), extensionKey(ids)]).toEqual(["83", "83/A", "83/A/a%20b"]);
  expect([applicationKey({}), meetingKey({}), extensionKey({})]).toEqual(["", "/", "//"]);
});

test.each(["833", "833/810", "833/810/a%20b", "%2F", ".-/..-/...", toSegment("ü/?\ud800")])("%s is a key", (key) => {
  expect(isKey(key)).toBe(true);
});

test.each(["", "/", "/833", "833/", "833//a", "a/b/c/d", "%zz", "%C3", "a b", "%41", "%2f", ".", "833/..", "ü"])(
  "%j is no key",
  (key) => {
    expect(isKey(key)).toBe(false);
  },
);

test("the last segment of a key is that of the path", () => {
  expect([lastSegment("83/A/b"), lastSegment("83"), lastSegment("83/A")]).toEqual(["b", "83", "A"]);
  // No source has a limit; a link has to fit into a request line.
  expect(maxIdLength).toBe(255);
});
