import { expect, test } from "vitest";
import { escapeControlCharacters, shorten } from "./text.ts";

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
