import { expect, test } from "vitest";
import { createTextQueue } from "./text-queue.ts";

const fill = (texts: string[], maxTexts = 1000, maxSize = 1_000_000) => {
  const queue = createTextQueue(maxTexts, maxSize);
  for (const text of texts) queue.add(text, text.length);
  return queue;
};

test("texts come out in the order in which they were added, whatever is in them", () => {
  const texts = ["", "a", "\uFEFFä€😀", "x".repeat(50_000), "€".repeat(20_000), "\0"];
  expect(fill(texts).texts()).toEqual(texts);
  expect(fill([]).texts()).toEqual([]);
});

test("the oldest are dropped above a number of texts or a sum of sizes", () => {
  expect(fill(["a", "b", "c", "d"], 3).texts()).toEqual(["b", "c", "d"]);
  expect(fill(["aaa", "€", "bbb"], 1000, 6).texts()).toEqual(["€", "bbb"]);
  expect(fill(["aa", "bbbbbbb"], 1000, 6).texts()).toEqual([]);
});

test("a long time does not change that", () => {
  const all = Array.from({ length: 5000 }, (_, index) => `${index} ${"ä".repeat(index % 300)}`);
  const queue = fill([], 100);
  for (const [index, text] of all.entries()) {
    queue.add(text, 1);
    if (index % 997 === 0) expect(queue.texts()).toEqual(all.slice(Math.max(0, index - 99), index + 1));
  }
  expect(queue.texts()).toEqual(all.slice(-100));
});
