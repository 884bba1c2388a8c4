import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { decompress, TooLargeError } from "./decompress.ts";

const text = Buffer.from("{}");

test("a body loses its content codings, the last one first", async () => {
  expect(await decompress(gzipSync(gzipSync(text)), "gzip, X-GZIP")).toEqual(text);
});

test("a body that is larger than the limit is not decompressed", async () => {
  await expect(decompress(gzipSync(Buffer.alloc(1000)), "gzip", 999)).rejects.toThrow(TooLargeError);
});

test.each([
  ["gzip", "The body: expected bytes in the content coding gzip, got other bytes."],
  ["rot13", "The body: expected a content coding of gzip, "],
  ["gzip, gzip, gzip, gzip", "The body: expected at most 3 content codings, got other bytes."],
])("a body that is not in %s is refused, and the error says what was expected", async (coding, message) => {
  await expect(decompress(text, coding)).rejects.toThrow(message);
});
