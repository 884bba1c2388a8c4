import { expect, test } from "vitest";
import { DepthError, parseJson, parseText } from "./parse-json.ts";

test.each(['{"a":[1,"x",null,true,{"b":-1.5e3}]}', "[]", '"x"', "7", "null", " [ 1 , 2 ] "])(
  "%s is read whole",
  (text) => {
    expect(parseJson(text)).toEqual({ value: JSON.parse(text), isWhole: true });
  },
);

test.each(["", "{", "[1,]", "{'a':1}", "01"])(
  "%j is no JSON, and the message says so in the words of the parser",
  (text) => {
    expect(() => parseJson(text)).toThrow(SyntaxError);
    expect(() => parseText(text)).toThrow(/^expected JSON \(.+\), got other text$/);
  },
);

test("a body has as many values as its limit, and one that has more is read up to the thousandth", () => {
  const limits = { values: 1005, depth: 4 };
  const list = (length: number) => JSON.stringify({ list: Array.from({ length }, (_, index) => index) });
  expect(parseJson(list(1005), limits)).toMatchObject({ isWhole: true });
  const { value, isWhole } = parseJson(list(1006), limits);
  expect(isWhole).toBe(false);
  expect(value).toEqual({ list: Array.from({ length: 1000 }, (_, index) => index) });
});

test("a mock reads bodies of 5,000 values and 32 levels", () => {
  const list = (length: number) => JSON.stringify(Array.from({ length }, () => 0));
  expect([parseJson(list(5000)).isWhole, parseJson(list(5001)).isWhole]).toEqual([true, false]);
  const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);
  expect(parseJson(nested(32)).isWhole).toBe(true);
  expect(() => parseJson(nested(33))).toThrow(new DepthError("expected at most 32 levels, got more"));
});

test("levels are counted where they are open, and characters of a text are none", () => {
  const limits = { values: 10, depth: 2 };
  expect(parseJson("[[],[],[],{}]", limits)).toEqual({ value: [[], [], [], {}], isWhole: true });
  const texts = ["[[[", "{{{", ',"\\,', "]]", "\\"];
  expect(parseJson(JSON.stringify(texts), limits)).toEqual({ value: texts, isWhole: true });
  expect(() => parseJson('[[{"a":1}]]', limits)).toThrow(DepthError);
  expect(() => parseJson('{"a":{"b":[]}}', limits)).toThrow(DepthError);
});

test("the beginning of a large body is closed at each of its levels", () => {
  const limits = { values: 1001, depth: 4 };
  const inner = Array.from({ length: 1001 }, (_, index) => index);
  const { value } = parseJson(JSON.stringify({ a: [{ b: inner }, 1] }), limits);
  expect(value).toEqual({ a: [{ b: inner.slice(0, 1000) }] });
});

test("a text whose end is missing is no JSON, however many quotes it has", () => {
  for (const text of ['"', '["\\"', '{"a":"b\\\\\\"']) expect(() => parseJson(text)).toThrow(SyntaxError);
});

test.each(["1e400", "[[-1e400]]", '{"a":{"b":1e999}}'])(
  "%s has a number that nobody could write down again",
  (text) => {
    expect(() => parseJson(text)).toThrow(new SyntaxError("expected numbers up to 1.8e308, got a greater one"));
  },
);

test("objects are closed like lists, and a quote or a backslash in a text does not end it", () => {
  const limits = { values: 10, depth: 2 };
  for (const value of [
    [{}, {}, {}],
    ['"[[[', "x"],
    ["\\", "[[["],
    ['\\"{{{', "[[["],
    ["\\\\", "[[["],
  ]) {
    expect(parseJson(JSON.stringify(value), limits)).toEqual({ value, isWhole: true });
  }
});

test("what the parser says is the cause", () => {
  expect(() => parseText("{")).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
});
