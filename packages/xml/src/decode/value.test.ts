import { expect, it } from "vitest";
import { parseValue } from "./value.ts";

it("Text of a property that the model does not know stays text, whatever it looks like", () => {
  for (const text of ["16", "true", "2015-07-14T20:54:08Z", "", " "]) {
    expect(parseValue(text, undefined, "json")).toBe(text);
  }
});

it("A timestamp takes the form that is asked for", () => {
  expect(parseValue("1970-01-01T00:00:01.5Z", "timestamp", "json")).toBe("/Date(1500)/");
  expect(parseValue("1970-01-01T00:00:01.5Z", "timestamp", "asWritten")).toBe("1970-01-01T00:00:01.5Z");
});

it("A timestamp that cannot be converted is left for the schema to refuse", () => {
  expect(parseValue("2015-07-14T20:54:08", "timestamp", "json")).toBe("2015-07-14T20:54:08");
});

it("A number and a boolean of the model become what they are in JSON", () => {
  expect(parseValue("16", "number", "json")).toBe(16);
  expect(parseValue("-1.5e3", "number", "json")).toBe(-1500);
  expect(parseValue("0.25", "number", "json")).toBe(0.25);
  expect(parseValue("25e-12", "number", "json")).toBe(2.5e-11);
  expect(parseValue("true", "boolean", "json")).toBe(true);
  expect(parseValue("false", "boolean", "json")).toBe(false);
});

it("A number that would lose digits, and text that is of another kind, stay text", () => {
  expect(parseValue("9007199254740993", "number", "json")).toBe("9007199254740993");
  expect(parseValue("1e999", "number", "json")).toBe("1e999");
  for (const text of ["many", "0x16", " 16", "16 ", "16.", ""]) {
    expect(parseValue(text, "number", "json")).toBe(text);
  }
  expect(parseValue("True", "boolean", "json")).toBe("True");
});
