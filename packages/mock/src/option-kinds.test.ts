import { expect, test } from "vitest";
import { checkOptions, integer, ports } from "./option-kinds.ts";

test("the first wrong option is named", () => {
  const kinds = { first: integer(ports), second: integer(ports) };
  expect(() => checkOptions(kinds, { first: 1, second: -1 })).toThrow("second: expected");
  expect(() => checkOptions(kinds, { first: -1, second: -1 })).toThrow("first: expected");
});
