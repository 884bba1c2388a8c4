import { expect, test } from "vitest";
import type { MockRequest } from "../http/request.ts";
import { decodeBody, rootName } from "./read-body.ts";

const types = ["application/json", "application/xml"];
const encoder = new TextEncoder();

function decode(type: string, text: string | Uint8Array, headers: Record<string, string> = {}) {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const request: MockRequest = {
    method: "PUT",
    target: "/",
    headers: { ...(type !== "" && { "content-type": type }), ...headers },
    body: { kind: "bytes", bytes },
  };
  return decodeBody(request, types, "myOnlineMeeting");
}

test.each([
  ["application/json", '{"subject":"ü"}'],
  ['application/JSON ; charset="utf-8"', '{"subject":"ü"}'],
  ["application/xml", '<input><property name="subject">ü</property></input>'],
  ["application/xml", '<?xml version="1.0"?><!-- <reason> --><input><property name="subject">ü</property></input>'],
])("a body in %s is read: %s", (type, text) => {
  expect(decode(type, text)).toEqual({ value: { subject: "ü" } });
});

test("a body in another charset is read by it", () => {
  const bytes = Uint8Array.from('{"subject":"\xfc"}', (character) => character.charCodeAt(0));
  expect(decode("application/json;charset=iso-8859-1", bytes)).toEqual({ value: { subject: "ü" } });
});

test.each([
  ["", "{}", 415, /^Content-Type: expected application\/json or application\/xml, got none\.$/],
  ["text/csv", "{}", 415, /^Content-Type: expected application\/json or application\/xml, got "text\/csv"\.$/],
  [
    "application/json;charset=klingon",
    "{}",
    415,
    /^Content-Type: expected charset=utf-8, got "application\/json;charset=klingon"\.$/,
  ],
  ["application/json", "{", 400, /^The body: expected JSON \(.+\), got other text\.$/],
  ["application/json", new Uint8Array([0xff]), 400, /^The body: expected text in utf-8, got other bytes\.$/],
  [
    "application/json;charset=utf-16le",
    new Uint8Array([0x7b]),
    400,
    /^The body: expected text in utf-16le, got other bytes\.$/,
  ],
  ["application/xml", "<reason/>", 400, /^The body: expected the root <input> or <resource>, got <reason>\.$/],
  ["application/xml", "<a.b-c/>", 400, /expected .*, got /],
  ["application/json", "[".repeat(33), 400, /^The body: expected at most 32 levels, got more\.$/],
  ["application/json", "[1e400]", 400, /^The body: expected numbers up to 1\.8e308, got a greater one\.$/],
])("in %j, %s is %i", (type, text, status, message) => {
  const body = decode(type, text);
  expect("error" in body && [body.error.status, body.error.message]).toEqual([status, expect.stringMatching(message)]);
});

test("a coded body is one that nobody reads", () => {
  const body = decode("application/json", "{}", { "content-encoding": "gzip" });
  expect("error" in body && [body.error.status, body.part]).toEqual([415, ["header", "content-encoding"]]);
});

test("a body that says it is not coded is read", () => {
  expect(decode("application/json", "{}", { "content-encoding": "identity" })).toEqual({ value: {} });
});

test("an error names the document's, and the part of the request that caused it", () => {
  expect(decode("application/json;charset=klingon", "{}")).toMatchObject({
    error: { example: "UnsupportedMediaType" },
    part: ["header", "content-type"],
  });
  expect(decode("application/json", "{")).toMatchObject({
    error: { example: "DeserializationFailure" },
    part: ["body"],
  });
});

test("a body over the limit of bytes is not read", () => {
  const body = { kind: "tooLarge", limit: 9 } as const;
  expect(decodeBody({ method: "PUT", target: "/", headers: {}, body }, types, "myOnlineMeeting")).toMatchObject({
    error: { status: 413, example: "EntityTooLarge", message: "The body: expected at most 9 bytes, got more." },
    part: ["body"],
  });
  const none = { method: "PUT", target: "/", headers: {}, body: { kind: "none" } } as const;
  expect(decodeBody(none, types, "myOnlineMeeting")).toEqual({});
});

const limits = { values: 1005, depth: 3 };
const limited = (type: string, text: string) => {
  const body = { kind: "bytes", bytes: encoder.encode(text) } as const;
  const request = { method: "PUT", target: "/", headers: { "content-type": type }, body };
  return decodeBody(request, types, "myOnlineMeeting", limits);
};
const elements = (count: number) => '<property name="a">b</property>'.repeat(count);

test("a body with too many values or levels says which limit it exceeds", () => {
  const list = Array.from({ length: 1006 }, () => 1);
  expect(limited("application/json", JSON.stringify(list))).toMatchObject({
    value: list.slice(0, 1000),
    tooLarge: { status: 413, message: "The body: expected at most 1005 members and items, got more." },
    limit: "1005 members and items",
  });
  expect(limited("application/json", "[[[[]]]]")).toMatchObject({ error: { status: 400 }, limit: "3 levels" });
  expect(limited("application/json", "{")).not.toHaveProperty("limit");
});

test("in XML as well", () => {
  expect(limited("application/xml", `<input>${elements(1005)}</input>`)).toMatchObject({
    error: { status: 413, example: "EntityTooLarge", message: expect.stringContaining("expected at most 1005") },
    limit: expect.stringMatching(/^1005 /),
  });
  const deep = '<input><propertyList name="a"><item><x><y/></x></item></propertyList></input>';
  expect(limited("application/xml", deep)).toMatchObject({
    error: { status: 400, message: expect.stringContaining("expected at most 3 levels") },
    limit: expect.stringMatching(/^3 levels/),
  });
  expect(limited("application/xml", "<input>")).not.toHaveProperty("limit");
});

test.each([
  ["<reason/>", "reason"],
  ["\n <reason>", "reason"],
  ["<a.b-c x='1'/>", "a.b-c"],
  ['<?xml version="1.0"?><reason/>', "reason"],
  ["<?xml version='1.0'?>\n<reason/>", "reason"],
  ["<?a <b>?><?c?><reason/>", "reason"],
  ["<!-- <a> ?> --><!-- <--><reason/>", "reason"],
  ["<!-- a --><?b --> <c>?><reason/>", "reason"],
  ["", undefined],
])("the root of %j is %s", (text, name) => {
  expect(rootName(text)).toBe(name);
});
