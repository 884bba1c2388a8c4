import { expect, test } from "vitest";
import {
  emptyResponse,
  firstHalf,
  isHeader,
  jsonResponse,
  lowerCaseNames,
  textResponse,
  toSentResponse,
} from "./response.ts";

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes);

test("header names are in lower case, and there may be none", () => {
  expect(lowerCaseNames({ ETag: '"A"', "Content-Type": "text/plain" })).toEqual({
    etag: '"A"',
    "content-type": "text/plain",
  });
  expect(lowerCaseNames()).toEqual({});
});

test("a response has a text, JSON or nothing for a body", () => {
  const plain = textResponse(400, { "content-type": "text/plain" }, "Grüße");
  expect({ ...plain, body: text(plain.body) }).toEqual({
    status: 400,
    headers: { "content-type": "text/plain" },
    body: "Grüße",
  });
  const json = jsonResponse(200, { status: "ok" });
  expect({ ...json, body: text(json.body) }).toEqual({
    status: 200,
    headers: { "content-type": "application/json" },
    body: '{"status":"ok"}',
  });
  expect(emptyResponse(204)).toEqual({ status: 204, headers: {}, body: new Uint8Array() });
  expect(emptyResponse(405, { allow: "GET" }).headers).toEqual({ allow: "GET" });
});

test.each([
  ["ETag", '"1"', true],
  ["!#$%&'*+-.^_`|~09AZaz", "", true],
  ["x", "\t ~\u0080\u00ff", true],
  ["x", ["a", "b"], true],
  ["", "a", false],
  ["x y", "a", false],
  ["x:", "a", false],
  [":x", "a", false],
  ["x", "a\n", false],
  ["x", "\na", false],
  ["x", "\u007f", false],
  ["x", "\u0100", false],
  ["x", ["a", "\0"], false],
])("whether a header %j with %j can be sent: %s", (name, value, expected) => {
  expect(isHeader(name, value)).toBe(expected);
});

test.each([
  [200, "ü", { vary: "Accept, Origin", allow: "GET", "content-length": "2" }, "ü"],
  [200, "", { vary: "Accept, Origin", allow: "GET", "content-length": "0" }, ""],
  [204, "", { vary: "Accept, Origin", allow: "GET" }, undefined],
  [304, "", { vary: "Accept, Origin", allow: "GET" }, undefined],
  [205, "", { vary: "Accept, Origin", allow: "GET", "content-length": "0" }, undefined],
  [205, "ü", { vary: "Accept, Origin", allow: "GET", "content-length": "0" }, undefined],
])("a %i with %j is sent with these headers: %j", (status, content, headers, body) => {
  const sent = toSentResponse(textResponse(status, { allow: "GET" }, content));
  expect({ headers: sent.headers, body: text(sent.body) }).toEqual({ headers, body });
});

test.each([
  [[], []],
  [[1], []],
  [
    [1, 2, 3, 4, 5],
    [1, 2],
  ],
])("the first half of %j is %j", (bytes, half) => {
  expect([...firstHalf(new Uint8Array(bytes))]).toEqual(half);
  expect([...firstHalf()]).toEqual([]);
});
