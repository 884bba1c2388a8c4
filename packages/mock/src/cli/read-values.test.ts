import { expect, test } from "vitest";
import { readChoice, readInteger, readRatio } from "./read-values.ts";

test.each(["", " ", "1.5", "-1", "1e3", "0x10", "65536", "١"])("--port %j is no port", (text) => {
  expect(() => readInteger("--port", text, [0, 65_535])).toThrow(
    `--port: expected a whole number from 0 to 65535, got ${JSON.stringify(text)}.`,
  );
});

test.each(["", " ", "x", "1.1", "-0.1"])("--fault-rate %j is no ratio", (text) => {
  expect(() => readRatio("--fault-rate", text)).toThrow("--fault-rate: expected a number from 0 to 1, got ");
});

test("what is right is read", () => {
  expect(readInteger("--port", "0", [0, 65_535])).toBe(0);
  expect(readRatio("--fault-rate", "0.1")).toBe(0.1);
  expect(readChoice("--log", "json", ["line", "json"])).toBe("json");
  expect(() => readChoice("--log", "xml", ["line", "json"])).toThrow('--log: expected line or json, got "xml".');
});
