import { expect, test } from "vitest";
import { readEntry } from "./har-exchange.ts";

const request = { method: "GET", url: "https://fe1.contoso.com/ucwa" };
const bytes = (...values: number[]) => Uint8Array.from(values);
const base64 = (body: Uint8Array) => ({ text: btoa(String.fromCharCode(...body)), encoding: "base64" });
const headersOf = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));

/** Reads the response of an entry. */
const read = (response: object) => readEntry("", { request, response: { status: 200, ...response } }).response;
const textOf = (response: object) => new TextDecoder().decode(read(response).body);

// HAR 1.2: the text of a body is decoded from its content coding, and may be encoded in base64. https://w3c.github.io/web-performance/specs/HAR/Overview.html
test("a body is what its text says, or what that is base64 of", () => {
  expect(textOf({ content: { text: "Größe" } })).toBe("Größe");
  expect(read({ content: base64(bytes(0, 128, 255)) }).body).toEqual(bytes(0, 128, 255));
});

test("a body that the recording does not have is not there, and an empty one is empty", () => {
  for (const content of [{ size: 1 }, { size: 1, text: "" }, { size: 1, text: "", encoding: "base64" }])
    expect(read({ content }), JSON.stringify(content)).toEqual({ status: 200, headers: {} });
  expect(read({ content: {}, bodySize: 1 })).toEqual({ status: 200, headers: {} });
  // HAR 1.2 has -1 for a size that nobody knows.
  for (const response of [
    {},
    { content: {} },
    { content: { size: 0 } },
    { content: {}, bodySize: -1 },
    { bodySize: 1 },
    { content: null, bodySize: 1 },
  ])
    expect(read(response).body, JSON.stringify(response)).toEqual(bytes());
});

test("the media type of a body is that of its header, or else the one beside it", () => {
  const headers = headersOf({ "Content-Type": "application/json" });
  const typeOf = (response: object) => read(response).headers["content-type"];
  expect(typeOf({ headers, content: { mimeType: "x-unknown", text: "{}" } })).toBe("application/json");
  expect(typeOf({ content: { mimeType: "application/json", text: "{}" } })).toBe("application/json");
  expect(read({ content: { mimeType: "", text: "{}" } }).headers).toEqual({});
  expect(read({ content: { mimeType: 7, text: "{}" } }).headers).toEqual({});
});

test.each([
  ["text/plain; charset=iso-8859-1; x=1", "text/plain; charset=utf-8; x=1"],
  ['text/plain;Charset = "iso-8859-1; 1";x=1', "text/plain;charset=utf-8;x=1"],
  ["text/plain; charset=iso-8859-1 ; x=1", "text/plain; charset=utf-8 ; x=1"],
  ["text/plain", "text/plain"],
])("a body that was recorded as a text of %s is one of %s", (recorded, expected) => {
  const headers = headersOf({ "content-type": recorded });
  expect(read({ headers, content: { text: "ä" } }).headers["content-type"]).toBe(expected);
  const asBytes = { ...base64(bytes(0xe4)), mimeType: recorded };
  expect(read({ content: asBytes }).headers["content-type"]).toBe(recorded);
});

test("a body that is no longer compressed does not say that it is; one in gzip does", () => {
  const headers = headersOf({ "content-encoding": "gzip" });
  const codingOf = (...body: number[]) =>
    read({ headers, content: base64(bytes(...body)) }).headers["content-encoding"];
  expect(codingOf(0x7b, 0x7d)).toBeUndefined();
  // RFC 1952, section 2.3.1: the two bytes that identify gzip.
  expect(codingOf(0x1f, 0x8b, 8)).toBe("gzip");
  expect([codingOf(0x1f, 0x7d), codingOf(0x7b, 0x8b)]).toEqual([undefined, undefined]);
});

test("the fields of a form are its body, unless its text is there", () => {
  const params = [{ name: "a", value: "b c" }, "no pair", { name: "d&" }];
  expect(textOf({ content: { params } })).toBe("a=b+c&d%26=");
  expect(textOf({ content: { params, text: "a=1" } })).toBe("a=1");
  expect(textOf({ content: { params: [] } })).toBe("");
  expect(textOf({ content: { params: "a" } })).toBe("");
  expect(read({ content: { params: [], size: 1 } }).body).toBeUndefined();
});

test("the headers of a name are one, and those of HTTP/2 that are none are left out", () => {
  const headers = [
    ...headersOf({ ":status": "200", "X-Ms-Server": "fe1" }),
    { name: "x-ms-server", value: "fe2" },
    { name: "a", value: null },
    { name: "constructor", value: 7 },
  ];
  expect(read({ headers }).headers).toEqual({ "x-ms-server": "fe1, fe2", a: "", constructor: "7" });
  for (const none of [undefined, null, []]) expect(read({ headers: none }).headers).toEqual({});
});

test("the address of a request is split into the server's and the target, without a fragment", () => {
  const entry = { request: { ...request, method: "put", url: "https://fe1.contoso.com:4443/a%20b?c=d%20e#f" } };
  expect(readEntry("", entry)).toMatchObject({
    origin: "https://fe1.contoso.com:4443",
    request: { method: "PUT", target: "/a%20b?c=d%20e" },
  });
});

test("the body of a request is read like that of a response", () => {
  const postData = { mimeType: "application/json; charset=utf-16", text: "{}" };
  expect(readEntry("", { request: { ...request, postData } }).request).toEqual({
    method: "GET",
    target: "/ucwa",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: bytes(0x7b, 0x7d),
  });
});

test("a response that tools have nothing for has the status 0", () => {
  for (const response of [undefined, null])
    expect(readEntry("", { request, response }).response).toEqual({ status: 0, headers: {}, body: bytes() });
  expect(readEntry("", { request, response: { status: "204" } }).response.status).toBe(204);
  expect(readEntry("", { request, response: { status: 0 } }).response.status).toBe(0);
});

test.each([
  ["text", { request, response: "text" }, "/0/response: expected an object, got "],
  [
    "a status that is no whole number",
    { request, response: { status: 200.5 } },
    "/0/response/status: expected a status, got 200.5.",
  ],
  ["a negative status", { request, response: { status: -1 } }, "/0/response/status: expected a status, got -1."],
  ["no URL", { request: { method: "GET" } }, "/0/request/url: expected a URL, got nothing."],
  [
    "a list of URLs",
    { request: { method: "GET", url: [request.url] } },
    '/0/request/url: expected a URL, got ["https://fe1.contoso.com/ucwa"].',
  ],
  ["no request", { response: {} }, "/0/request: expected an object, got nothing."],
  [
    "a header without a name",
    { request: { ...request, headers: [{}, { value: "" }] } },
    "/0/request/headers/0: expected a name and a value, got {}.",
  ],
  [
    "headers that are no list",
    { request, response: { status: 200, headers: "a" } },
    '/0/response/headers: expected a list of headers, got "a".',
  ],
  [
    "no base64",
    { request, response: { status: 200, content: { text: "%", encoding: "base64" } } },
    '/0/response/content/text: expected text in base64, got "other text".',
  ],
])("an entry with %s is refused with what was expected", (_, entry, message) => {
  expect(() => readEntry("/0", entry)).toThrow(message);
});
