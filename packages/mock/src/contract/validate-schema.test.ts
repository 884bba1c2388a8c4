import { expect, test } from "vitest";
import { createSchemaValidation } from "./validate-schema.ts";

const validate = createSchemaValidation((errors, severity, context: string, prefix) => [
  context,
  prefix,
  severity,
  ...errors.map(({ message }) => message),
]);
const draft = { $schema: "http://json-schema.org/draft-07/schema#" };
/** The schema of an XML body, which the document has for each operation. */
const text = { type: "string", contentMediaType: "application/xml", ...draft };

test("a schema of the document is checked by the validator that the build compiled", () => {
  expect(validate("<input/>", text, false, "request", "body")).toEqual({ _tag: "None" });
  const value = ["request", "body", 0, "must be string"];
  expect(validate(1, text, false, "request", "body")).toEqual({ _tag: "Some", value });
  expect(validate("<input/>", text, false, "request", "body")).toEqual({ _tag: "None" });
});

test("a schema without a compiled validator is an error, and never a valid value", () => {
  const schema = { type: "string", maxLength: 3, ...draft };
  for (const value of ["abc", "abcd", 7]) {
    expect(() => validate(value, schema, false, "request", "header")).toThrow(
      /^header: expected a schema whose validator was compiled at build, got \{"type":"string","maxLength":3,/,
    );
  }
  // A schema that comes with others, to which it may refer, is another one.
  const alone = { ...text };
  expect(() => validate("", alone, false, "request", "body", { Meeting: text })).toThrow(/__bundled__/);
});

test("the validator of a parameter converts texts, whatever it is called with", () => {
  const rule = { type: "string", pattern: "^\\d+(\\.\\d+)?$", ...draft };
  const schema = { type: "object", properties: { "x-ms-requiresminresourceversion": rule }, required: [] };
  for (const coerce of [true, false]) {
    const headers = { "x-ms-requiresminresourceversion": 2 };
    expect(validate(headers, schema, coerce, "request", "header")).toEqual({ _tag: "None" });
  }
});

test("what a validator throws is an error, and never a valid value", () => {
  const schema = { type: "object", properties: { etag: { type: "string", ...draft } }, required: ["etag"] };
  const headers = {
    get etag() {
      throw new RangeError("too deep");
    },
  };
  expect(() => validate(headers, schema, true, "response")).toThrow("too deep");
});

test("a schema without a validator is shown, and not at length; it is a body's where nobody says more", () => {
  const schema = { type: "string", pattern: "x".repeat(300) };
  const key = JSON.stringify(schema).slice(0, 200);
  expect(() => validate("", schema, false, "request")).toThrow(
    new Error(`body: expected a schema whose validator was compiled at build, got ${key}.`),
  );
});
