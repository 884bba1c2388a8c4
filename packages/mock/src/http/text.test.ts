import { expect, test } from "vitest";
import { escapeControlCharacters, isGuid, readJson, shorten } from "./text.ts";

test.each([
  ["a terminal's commands", "\u001b[2J\u009b2J\u0007\u007f", "\\u001b[2J\\u009b2J\\u0007\\u007f"],
  ["line breaks of all kinds", "a\nb\r\u2028c\u2029\u0085", "a\\u000ab\\u000d\\u2028c\\u2029\\u0085"],
  ["what turns the direction of a text", "\u202egnp\u2066\u200f\u061c", "\\u202egnp\\u2066\\u200f\\u061c"],
  ["a mark of byte order", "\ufeffa", "\\ufeffa"],
  ["nothing of the kind", "Besprechung über 日本 👍", "Besprechung über 日本 👍"],
])("a text with %s does nothing to a terminal", (_, text, expected) => {
  expect(escapeControlCharacters(text)).toBe(expected);
});

test("a text is cut only where it is too long", () => {
  expect([shorten("abc", 3), shorten("abcd", 3)]).toEqual(["abc", "abc…"]);
});

test.each([
  ["d8d6d5f2-6f9b-4a8c-9b7e-0123456789ab", true],
  ["D8D6D5F2-6F9B-4A8C-9B7E-0123456789AB", true],
  ["d8d6d5f2-6f9b-4a8c-9b7e-0123456789a", false],
  ["d8d6d5f2-6f9b-4a8c-9b7e-0123456789abc", false],
  ["xd8d6d5f2-6f9b-4a8c-9b7e-0123456789ab", false],
  ["d8d6d5f26f9b4a8c9b7e0123456789ab", false],
  ["subject", false],
])("%s is a GUID: %s", (name, expected) => {
  expect(isGuid(name)).toBe(expected);
});

test("a text that may be JSON is read, and nothing comes of one that is none", () => {
  expect([readJson("[1]"), readJson("[1"), readJson("")]).toEqual([[1], undefined, undefined]);
});
