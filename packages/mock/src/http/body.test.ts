import { expect, test } from "vitest";
import { createBodyCollector } from "./body.ts";

const bytes = (...texts: string[]) => texts.map((text) => new TextEncoder().encode(text));
const collect = (limit: number, ...chunks: string[]) => {
  const collector = createBodyCollector(limit);
  const lengths = bytes(...chunks).map(collector.add);
  return { lengths, body: collector.body() };
};

test.each([
  ["nothing", [], [], { kind: "none" }],
  ["pieces without bytes", ["", ""], [0, 0], { kind: "none" }],
  ["one piece", ["abcd"], [4], { kind: "bytes", bytes: new TextEncoder().encode("abcd") }],
  ["pieces up to the limit", ["a", "", "bcd"], [1, 1, 4], { kind: "bytes", bytes: new TextEncoder().encode("abcd") }],
  ["a byte too much", ["abcd", "e"], [4, 5], { kind: "tooLarge", limit: 4 }],
  ["a piece that is too large", ["abcdefgh"], [8], { kind: "tooLarge", limit: 4 }],
])("a body of %s, where four bytes are allowed", (_, chunks, lengths, body) => {
  expect(collect(4, ...chunks)).toEqual({ lengths, body });
});
