import { expect, test } from "vitest";
import { mergeAlternatives } from "./alternatives.ts";
import type { Violation } from "./violations.ts";

const at = (path: string, code: string, message: string): Violation => ({
  path: path.split("/"),
  code,
  message,
  severity: "error",
});

test("alternatives whose types are all wrong are one violation, with every type", () => {
  const violations = [
    at("body/a", "type", "must be string"),
    at("body/a", "type", "must be number"),
    at("body/a", "anyOf", "must match a schema in anyOf"),
  ];
  expect(mergeAlternatives(violations)).toEqual([at("body/a", "type", "must be string,number")]);
});

test("an alternative whose type is right is the one that was meant", () => {
  const violations = [
    at("body/b", "required", "is required"),
    at("body/a", "enum", "must be equal to one of the allowed values: x"),
    at("body/a", "type", "must be null"),
    at("body/a", "anyOf", "must match a schema in anyOf"),
  ];
  expect(mergeAlternatives(violations)).toEqual(violations.slice(0, 2));
});

test("what is wrong inside a list keeps its place, and a failed condition says nothing of its own", () => {
  const inside = at("body/a/0", "type", "must be string");
  const violations = [
    inside,
    at("body/a", "anyOf", "must match a schema in anyOf"),
    at("body/a", "if", 'must match "then"'),
  ];
  expect(mergeAlternatives(violations)).toEqual([inside]);
});

test("alternatives of one place take none of another place with them", () => {
  const violations = [
    at("body/b", "type", "must be string"),
    at("body/a", "type", "must be string"),
    at("body/a", "type", "must be null"),
    at("body/a", "anyOf", "must match a schema in anyOf"),
  ];
  expect(mergeAlternatives(violations)).toEqual([violations[0], at("body/a", "type", "must be string,null")]);
});

test("wrong types inside a list are told one by one", () => {
  const inside = [at("body/a/0", "type", "must be string"), at("body/a/1", "type", "must be string")];
  expect(mergeAlternatives([...inside, at("body/a", "anyOf", "must match")])).toEqual(inside);
});

test("alternatives of which nobody says what is wrong are told as they are", () => {
  const anyOf = at("body/a", "anyOf", "must match a schema in anyOf");
  expect(mergeAlternatives([anyOf])).toEqual([anyOf]);
});
