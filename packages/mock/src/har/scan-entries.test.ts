import { expect, test } from "vitest";
import { RecordingError } from "../errors.ts";
import { readEntry } from "./har-exchange.ts";
import { createEntryScanner } from "./scan-entries.ts";

function scan(text: string, size = text.length) {
  const scanner = createEntryScanner("a.har");
  const found: unknown[] = [];
  for (let at = 0; at < text.length; at += size) found.push(...scanner.push(text.slice(at, at + size)));
  scanner.end();
  return found;
}

const har = JSON.stringify(
  {
    log: {
      pages: [{ entries: [1] }],
      'en"tries': [2],
      entries: [1, { a: '}]"\\\nb"' }, "{}", [{}], { log: { entries: [3] } }],
      comment: "]",
    },
  },
  undefined,
  1,
);

test.each([har.length, 1, 7])("the entries of a file are found, whatever the parts in which it is read: %i", (size) => {
  const entries = [{ a: '}]"\\\nb"' }, [{}], { log: { entries: [3] } }];
  expect(scan(`\ufeff${har}`, size)).toEqual(entries);
  expect(scan(` \n${har}\n`, size)).toEqual(entries);
});

test("an entry has at most 256 million characters, in whatever parts it is read", () => {
  const scanner = createEntryScanner("a.har");
  expect(scanner.push('{"log":{"entries":[{},')).toEqual([{}]);
  expect(scanner.push('{"a":"')).toEqual([]);
  // The beginning of the second entry has six characters.
  const part = "x".repeat(999_994);
  expect(scanner.push(part)).toEqual([]);
  for (let count = 0; count < 255; count += 1) scanner.push(`${part}xxxxxx`);
  expect(() => scanner.push("x")).toThrow(
    new RecordingError("a.har: /log/entries/1: expected at most 256000000 characters, got more."),
  );
});

test.each([
  ["", "a.har: expected a HAR file with a list log.entries, got another one."],
  ["<har/>", "a.har: expected a HAR file, which is an object in JSON, got other text."],
  ["[]", "a.har: expected a HAR file, which is an object in JSON, got other text."],
  ['"log"', "a.har: expected a HAR file, which is an object in JSON, got other text."],
  ["x{}", "a.har: expected a HAR file, which is an object in JSON, got other text."],
  ["{}}", "a.har: expected a HAR file, got other text."],
  ['{"log":{"entries":[]}}}', "a.har: expected a HAR file, got other text."],
  ['{"pages":{"entries":[]}}', "a.har: expected a HAR file with a list log.entries, got another one."],
  ['{"log/entries":[]}', "a.har: expected a HAR file with a list log.entries, got another one."],
  ['{"log":[{"entries":1},[{"a":1}]]}', "a.har: expected a HAR file with a list log.entries, got another one."],
  ['{"log":{"entries":[}', "a.har: expected the end of the list log.entries, got the end of the file."],
  ['{"log":{"pages":[],"entries":[{}', "a.har: expected the end of the list log.entries, got the end of the file."],
  ['{"entries":[]}', "a.har: expected a HAR file with a list log.entries, got another one."],
  ['{"log":{"entries":{"a":1}}}', "a.har: expected a HAR file with a list log.entries, got another one."],
  ['{"log":{"entries":[{"a":1}', "a.har: expected the end of the list log.entries, got the end of the file."],
  ['{"log":{"entries":[{},{a:1}]}}', "a.har: /log/entries/1: expected JSON ("],
])("%j is no HAR file", (text, message) => {
  const error = { name: "RecordingError", message: expect.stringContaining(message) };
  expect(() => scan(text)).toThrow(expect.objectContaining(error));
});

test("what the parser says of an entry is kept", () => {
  expect(() => scan('{"log":{"entries":[{a:1}]}}')).toThrow(
    expect.objectContaining({ name: "RecordingError", cause: expect.any(SyntaxError) }),
  );
});

const request = { method: "get", url: "https://fe1.contoso.com/ucwa?a=1" };

test.each([
  [1, "/0: expected an object, got 1."],
  [{ request: { url: "x" } }, "/0/request/method: expected a method, got nothing."],
  [{ request: { method: "GET", url: "/x" } }, '/0/request/url: expected a URL, got "/x".'],
  [{ request: { ...request, headers: {} } }, "/0/request/headers: expected a list of headers, got {}."],
  [{ request: { ...request, headers: [1] } }, "/0/request/headers/0: expected a name and a value, got 1."],
  [{ request, response: { status: "ok" } }, '/0/response/status: expected a status, got "ok".'],
  [
    { request, response: { status: 200, content: { text: "%", encoding: "base64" } } },
    "/0/response/content/text: expected text in base64, got ",
  ],
])("%j is no entry", (entry, message) => {
  expect(() => readEntry("/0", entry)).toThrow(message);
});

test("what tools leave out may be missing, and what they add is left alone", () => {
  expect(readEntry("", { request })).toEqual({
    origin: "https://fe1.contoso.com",
    request: { method: "GET", target: "/ucwa?a=1", headers: {}, body: new Uint8Array() },
    response: { status: 0, headers: {}, body: new Uint8Array() },
  });
  const headers = [
    { name: ":status", value: "200" },
    { name: "A", value: "1" },
    { name: "a" },
    { name: "Content-Encoding", value: "br" },
  ];
  const content = { mimeType: "application/json", text: btoa("{}"), encoding: "base64" };
  const { response } = readEntry("", { request, response: { status: 200, headers, content } });
  expect(response).toEqual({
    status: 200,
    headers: { a: "1, ", "content-type": "application/json" },
    body: new TextEncoder().encode("{}"),
  });
  const without = readEntry("", { request, response: { status: 200, content: { size: 10 } } });
  expect(without.response).toEqual({ status: 200, headers: {} });
  const form = { mimeType: "application/x-www-form-urlencoded", params: [{ name: "a", value: "b c" }] };
  expect(new TextDecoder().decode(readEntry("", { request: { ...request, postData: form } }).request.body)).toBe(
    "a=b+c",
  );
});
