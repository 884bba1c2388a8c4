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

test("a header is told by its name, and what is inside it by its steps", () => {
  const [detail] = explain([violation(["header", "if-match", "x"], "must be string")], {
    headers: { "if-match": "y" },
  });
  expect(detail).toEqual({ name: "if-match", pointer: "header if-match.x", expected: "string", actual: '"y"' });
});

test.each([
  ["must have it; it is required", "to have it; it is required"],
  ["is required here", "is required here"],
  ["is must be equal to one of the allowed values: a", "is must be equal to one of the allowed values: a"],
  ["is must be a,b", "is must be a,b"],
  ["is must be a", "is must be a"],
  ["is must NOT b", "is must NOT b"],
  ["is must c", "is must c"],
  ["must be a,b or so", "a,b or so"],
])("%s is told as %s, because only its beginning is put into other words", (message, expected) => {
  expect(explain([violation(["body", "subject"], message)], { headers: {} })).toMatchObject([{ expected }]);
});

test("a value is cut after eighty characters", () => {
  expect(formatValue("x".repeat(78))).toBe(JSON.stringify("x".repeat(78)));
  expect(formatValue("x".repeat(79))).toBe(`"${"x".repeat(79)}…`);
  expect([undefined, () => 1, Number.NaN, -0.5, 10n].map((value) => formatValue(value))).toEqual([
    "nothing",
    "a function",
    "NaN",
    "-0.5",
    "10",
  ]);
});

test("a token is removed from each text before the text is written as JSON, and before it is cut", () => {
  const lengths: number[] = [];
  const redact = (text: string) => {
    lengths.push(text.length);
    return text === 'se"cret' ? "…" : text;
  };
  expect(formatValue('se"cret', redact)).toBe('"…"');
  expect(formatValue(['se"cret'], redact)).toBe('["…"]');
  expect(formatValue({ 'se"cret': { a: 'se"cret' } }, redact)).toBe('{"…":{"a":"…"}}');
  formatValue({ ["n".repeat(70_000)]: 1 }, redact);
  formatValue("v".repeat(70_000), redact);
  expect(Math.max(...lengths)).toBeLessThan(65_536 + 10);
});

test("of a large value only the beginning is looked at", () => {
  const reads: string[] = [];
  const members = Array.from({ length: 100 }, (_, index) => `k${index + 10}`);
  const large = Object.defineProperties(
    {},
    Object.fromEntries(members.map((name) => [name, { enumerable: true, get: () => reads.push(name) && 1 }])),
  );
  expect(formatValue(large)).toHaveLength(81);
  expect(reads.length).toBeLessThan(13);
  reads.length = 0;
  expect(formatValue({ long: "x".repeat(60), large })).toHaveLength(81);
  expect(reads.length).toBeLessThan(4);
});
