import { expect, it } from "vitest";
import { positionAt } from "./errors.ts";

it("A place is counted from line 1, column 1", () => {
  expect(positionAt("abc", 0)).toEqual({ line: 1, column: 1, excerpt: "  abc\n  ^" });
  expect(positionAt("\nabc", 0)).toEqual({ line: 1, column: 1, excerpt: "  \n  ^" });
  expect(positionAt("a\nbc", 3)).toEqual({ line: 2, column: 2, excerpt: "  bc\n   ^" });
  expect(positionAt("ab\nc", 1)).toEqual({ line: 1, column: 2, excerpt: "  ab\n   ^" });
  expect(positionAt("a\n", 2)).toEqual({ line: 2, column: 1, excerpt: "  \n  ^" });
});

it("A character outside the Basic Multilingual Plane counts as one", () => {
  expect(positionAt("😀😀x", 4)).toEqual({ line: 1, column: 3, excerpt: "  😀😀x\n    ^" });
});

it("The excerpt shows the surroundings of the place in a long line", () => {
  const { column, excerpt } = positionAt(`${"a".repeat(500)}!${"b".repeat(500)}`, 500);
  expect(column).toBe(501);
  expect(excerpt).toBe(`  ${"a".repeat(40)}!${"b".repeat(39)}\n  ${" ".repeat(40)}^`);
});

it("The excerpt shows no control characters, so that it cannot disturb a terminal or move the caret", () => {
  expect(positionAt("\t\u001b[31m\u0000x", 6).excerpt).toBe("  \uFFFD[31m\uFFFDx\n        ^".replace("  ", "   "));
});
