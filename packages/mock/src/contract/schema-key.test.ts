import { expect, test } from "vitest";
import { schemaKey } from "./schema-key.ts";

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
