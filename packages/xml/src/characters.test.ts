import { expect, it } from "vitest";
import { replaceInvalidChars } from "./characters.ts";

it.each([
  ["a tab, a line break and letters of any script", "a\tb\r\n日本 ü 👍", "a\tb\r\n日本 ü 👍"],
  ["control characters", "a\u0000b\u001bc\u0008", "a\uFFFDb\uFFFDc\uFFFD"],
  ["halves of surrogate pairs", "\ud83d a \udc4d", "\uFFFD a \uFFFD"],
  ["what is no character", "\uFFFE\uFFFF", "\uFFFD\uFFFD"],
])("XML gets a text with %s in a form that it can carry", (_, text, expected) => {
  expect(replaceInvalidChars(text)).toBe(expected);
});

it("Another replacement is taken as it is, dollars included", () => {
  expect(replaceInvalidChars("a\u0000", "$&")).toBe("a$&");
});
