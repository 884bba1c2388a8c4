import { expect, test } from "vitest";
import { readPrefer } from "./prefer.ts";

test.each([
  [undefined, {}],
  ["code=409", { code: 409 }],
  ['CODE = "409" ; example = TooManyGroups', { code: 409, example: "TooManyGroups" }],
  ["code=4090, code=4, code=x", {}],
  ["dynamic=true", { dynamic: true }],
  ["dynamic=false", { dynamic: false }],
  ['respond-async, ucwa-fault="delay:250",,', { fault: "delay:250" }],
  ['other="code=409"', {}],
  ["example=", {}],
  ["=409", {}],
  ["code, other, 409", {}],
])("Prefer: %s means %j", (header, expected) => {
  expect(readPrefer(header)).toEqual(expected);
});
