import { expect, test } from "vitest";
import { createBodyCollector } from "./body.ts";

const bytes = (...texts: string[]) => texts.map((text) => new TextEncoder().encode(text));
const collect = (limit: number, ...chunks: string[]) => {
  const collector = createBodyCollector(limit);
  for (const chunk of bytes(...chunks)) collector.add(chunk);
  return { length: collector.length, body: collector.body() };
};

test.each([
  ["nothing", [], 0, { kind: "none" }],
  ["pieces without bytes", ["", ""], 0, { kind: "none" }],
  ["one piece", ["abcd"], 4, { kind: "bytes", bytes: new TextEncoder().encode("abcd") }],
  ["pieces up to the limit", ["a", "", "bcd"], 4, { kind: "bytes", bytes: new TextEncoder().encode("abcd") }],
  ["a byte too much", ["abcd", "e"], 5, { kind: "tooLarge", limit: 4 }],
  ["a piece that is too large", ["abcdefgh"], 8, { kind: "tooLarge", limit: 4 }],
])("a body of %s, where four bytes are allowed", (_, chunks, length, body) => {
  expect(collect(4, ...chunks)).toEqual({ length, body });
});
