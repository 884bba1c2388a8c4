import { expect, test } from "vitest";
import { explain, formatValue, getByPointer } from "./explain.ts";

const violation = (path: string[], message: string) => ({ path, message, code: "x", severity: "error" }) as const;

test.each([
  ["Request body property subject must be string,null", "string or null"],
  ["Request body must be object", "object"],
  ["Body parameter is required", "a value"],
  ["accessLevel must be equal to one of the allowed values: None, Locked", "one of None, Locked"],
  ['must match pattern "^a,b$"', 'to match pattern "^a,b$"'],
  ["must NOT have fewer than 1 characters", "not to have fewer than 1 characters"],
  ["must be array, ", "array"],
  ["Something else went wrong", "Something else went wrong"],
])("%s: expected %s", (message, expected) => {
  expect(explain([violation(["body", "subject"], message)], { body: {}, headers: {} })).toMatchObject([{ expected }]);
});

test("a place is told once, with what is there", () => {
  const violations = [
    violation(["body", "a", "0"], "must be string"),
    violation(["body", "a", "0"], "must be null"),
    violation(["header", "if-match"], "must be string"),
  ];
  expect(explain(violations, { body: { a: [1] }, headers: { "if-match": "x" } })).toEqual([
    { name: "a", pointer: "/a/0", expected: "string", actual: "1" },
    { name: "if-match", pointer: "header if-match", expected: "string", actual: '"x"' },
  ]);
});

test.each([
  [["a~1b", "c~0d"], 1],
  [["constructor"], undefined],
  [["toString", "name"], undefined],
  [["list", "1"], "two"],
  [["list", "x"], undefined],
  [[], { "a/b": { "c~d": 1 }, list: ["one", "two"] }],
])("the JSON Pointer %j finds its own values only", (steps, expected) => {
  expect(getByPointer({ "a/b": { "c~d": 1 }, list: ["one", "two"] }, steps)).toEqual(expected);
});

test("a value is shown as JSON, cut where it is long, and without its tokens", () => {
  expect(formatValue({ a: [1, "x"], b: null })).toBe('{"a":[1,"x"],"b":null}');
  expect(formatValue(undefined)).toBe("nothing");
  expect(formatValue("x".repeat(100))).toHaveLength(81);
  expect(formatValue({ a: "secret" }, (text) => text.replaceAll("secret", "…"))).toBe('{"a":"…"}');
});
