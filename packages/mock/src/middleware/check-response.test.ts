import { expect, test } from "vitest";
import { MockError } from "../errors.ts";
import type { MockResponse } from "../http/response.ts";
import { checkResponse } from "./check-response.ts";

const body = Uint8Array.of(1);
/** A response as a program without types makes it. */
const made = (changes: object): MockResponse => Object.assign({ status: 200, headers: {}, body }, changes);

test.each([
  {},
  { status: 599 },
  { body: new Uint8Array() },
  { headers: { "x-id": "a\tb \u00ff", "set-cookie": ["a=1", ""] } },
])("a response with %j can be sent, and stays the same", (changes) => {
  const response = made(changes);
  expect(checkResponse(response)).toBe(response);
});

test.each([
  [made({ status: 199 }), '{"status":199,"headers":{},"body":{"0":1}}'],
  [made({ status: 600 }), '{"status":600,"headers":{},"body":{"0":1}}'],
  [made({ status: 200.5 }), '{"status":200.5,"headers":{},"body":{"0":1}}'],
  [made({ status: "200" }), '{"status":"200","headers":{},"body":{"0":1}}'],
  [made({ headers: null }), '{"status":200,"headers":null,"body":{"0":1}}'],
  [made({ headers: [] }), '{"status":200,"headers":[],"body":{"0":1}}'],
  [made({ body: "own" }), '{"status":200,"headers":{},"body":"own"}'],
  [JSON.parse("null"), "null"],
])("%j is no response", (response, actual) => {
  const message = `middleware: expected a response with a status from 200 to 599, headers and bytes, got ${actual}.`;
  expect(() => checkResponse(response)).toThrow(new MockError(message));
});

test.each([
  ['{"x id":"7"}', { "x-id": "7", "x id": "7" }],
  ['{"":"7"}', { "": "7" }],
  ['{"x-id":"7\\r\\nx: 8"}', { "x-id": "7\r\nx: 8" }],
  ['{"x-id":["7","\u20ac"]}', { "x-id": ["7", "\u20ac"] }],
])("headers with %s cannot be sent", (actual, headers) => {
  expect(() => checkResponse(made({ headers }))).toThrow(
    new MockError(`middleware: expected headers that can be sent, got ${actual}.`),
  );
});
