import { expect, it } from "vitest";
import { valueOfText } from "./value.ts";

it("Text of a property that the model does not know stays text, whatever it looks like", () => {
  for (const text of ["16", "true", "2015-07-14T20:54:08Z", "", " "]) {
    expect(valueOfText(text, undefined, "json")).toBe(text);
  }
});

it("A timestamp takes the form that is asked for", () => {
  expect(valueOfText("1970-01-01T00:00:01.5Z", "timestamp", "json")).toBe("/Date(1500)/");
  expect(valueOfText("1970-01-01T00:00:01.5Z", "timestamp", "asWritten")).toBe("1970-01-01T00:00:01.5Z");
});

it("A timestamp that cannot be converted is left for the schema to refuse", () => {
  expect(valueOfText("2015-07-14T20:54:08", "timestamp", "json")).toBe("2015-07-14T20:54:08");
});

it("A number and a boolean of the model become what they are in JSON", () => {
  expect(valueOfText("16", "number", "json")).toBe(16);
  expect(valueOfText("-1.5e3", "number", "json")).toBe(-1500);
  expect(valueOfText("0.25", "number", "json")).toBe(0.25);
  expect(valueOfText("25e-12", "number", "json")).toBe(2.5e-11);
  expect(valueOfText("true", "boolean", "json")).toBe(true);
  expect(valueOfText("false", "boolean", "json")).toBe(false);
});

it("A number that would lose digits, and text that is of another kind, stay text", () => {
  expect(valueOfText("9007199254740993", "number", "json")).toBe("9007199254740993");
  expect(valueOfText("1e999", "number", "json")).toBe("1e999");
  for (const text of ["many", "0x16", " 16", "16 ", "16.", ""]) {
    expect(valueOfText(text, "number", "json")).toBe(text);
  }
  expect(valueOfText("True", "boolean", "json")).toBe("True");
});
