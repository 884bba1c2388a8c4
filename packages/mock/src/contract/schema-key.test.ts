import { expect, test } from "vitest";
import { schemaKey, withoutAnnotations, withoutKeywords } from "./schema-key.ts";

test("what is written for people does not tell schemas apart, what is checked does", () => {
  const plain = { type: "object", properties: { subject: { type: "string" } } };
  const described = {
    type: "object",
    description: "A meeting.",
    "x-stoplight": { id: "1" },
    properties: { subject: { type: "string", examples: ["Budget"], readOnly: true } },
  };
  expect(schemaKey(described)).toBe(schemaKey(plain));
  expect(schemaKey({ ...plain, required: ["subject"] })).not.toBe(schemaKey(plain));
});

test("a property, a value and a required name may be called like a word for people", () => {
  const schema = (keyword: string) => ({
    properties: { description: { type: "string" }, title: { enum: [{ description: keyword }] } },
    items: [{ const: { examples: keyword } }],
    required: ["description"],
  });
  expect(schemaKey(schema("a"))).not.toBe(schemaKey(schema("b")));
  expect(schemaKey({ properties: { description: {} } })).not.toBe(schemaKey({ properties: {} }));
});

test.each([
  "contentMediaType",
  "deprecated",
  "description",
  "examples",
  "externalDocs",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
  "x-anything",
])("%s checks nothing, on the outside and on the inside", (keyword) => {
  const schema = { type: "array", items: [{ type: "string", [keyword]: "a" }, null], [keyword]: "b" };
  expect(withoutAnnotations(schema)).toEqual({ type: "array", items: [{ type: "string" }, null] });
});

const isDescription = (keyword: string) => keyword === "description";

test.each(["const", "default", "enum", "examples", "required", "type"])(
  "what %s has is a value, and no schema",
  (keyword) => {
    const schema = { [keyword]: [{ description: "a" }] };
    expect(withoutKeywords({ ...schema, description: "b" }, isDescription)).toEqual(schema);
  },
);

test.each(["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"])(
  "%s has schemas by their names, which may be any",
  (keyword) => {
    const schema = { [keyword]: { description: { description: "a", type: "string" } } };
    expect(withoutKeywords(schema, isDescription)).toEqual({ [keyword]: { description: { type: "string" } } });
  },
);
