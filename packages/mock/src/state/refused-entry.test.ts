import { expect, test } from "vitest";
import { findRefused } from "./refused-entry.ts";

const entry = (key: string, id?: unknown) => ({ key, properties: id === undefined ? {} : { id } });
/** A store with the entries `a` and `a/1`, of which the second has the id `x`. */
const remaining = {
  has: (key: string) => ["a", "a/1"].includes(key),
  hasId: (parent: string, id: string) => parent === "a" && id === "x",
};

test.each([
  ["nothing", []],
  ["what is at the top", [entry("b"), entry("c", "x")]],
  ["what is below an entry that is there, or that is added before", [entry("a/2"), entry("b"), entry("b/1", "x")]],
  ["two ids, and one id below two entries", [entry("b"), entry("a/2", "y"), entry("a/3", "z"), entry("b/1", "y")]],
  [
    "ids that are no text",
    [entry("a/2", 1), entry("a/3", 1), entry("a/4", "1"), entry("a/5"), entry("a/6", "undefined")],
  ],
])("%s can be added", (_, adds) => {
  expect(findRefused(adds, remaining)).toBeUndefined();
});

test.each([
  ["b/1", "has no parent", [entry("b/1"), entry("b")]],
  ["b", "is added twice", [entry("b"), entry("b")]],
  ["a/2", "has an id that is taken", [entry("b"), entry("a/2", "x"), entry("c/1")]],
  ["a/3", "has an id that was added", [entry("a/2", "y"), entry("a/3", "y")]],
])("%s cannot be added where it %s", (key, _, adds) => {
  expect(findRefused(adds, remaining)).toBe(key);
});
