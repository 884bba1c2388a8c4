import { expect, test } from "vitest";
import { redactText, splitSecrets } from "./redact.ts";

const parts = splitSecrets(["abcdef"]);

test.each([
  ["the key abcdef", "the key [redacted]"],
  ["the key=abcdef", "the [redacted]"],
  ["the abcdef-key", "the [redacted]"],
  ["the key", "the key"],
])("in %j, a secret takes its whole word with it: %j", (text, redacted) => {
  expect(redactText(text, parts)).toBe(redacted);
});
