import { expect, test } from "vitest";
import type { MockRequest } from "../http/request.ts";
import { decodeBody } from "./read-body.ts";

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
