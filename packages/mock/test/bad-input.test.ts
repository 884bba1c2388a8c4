import { connect } from "node:net";
import { decode } from "@ucwa-meetings/xml";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, extensions, meeting, type Question } from "./support/ask.ts";

let mock: Mock;
beforeEach(async () => {
  mock = await startMock({ bodyLimit: 10_000 });
});
afterEach(() => mock.close());

const billion = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${"bcdefghij"
  .split("")
  .map((name, index) => `<!ENTITY ${name} "${`&${"abcdefghij"[index]};`.repeat(10)}">`)
  .join(
    "",
  )}]><input xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"><property name="subject">&j;</property></input>`;

const cases: [string, string, Question, number, string, string | undefined, RegExp][] = [
  [
    "malformed JSON",
    meeting,
    { method: "PUT", body: '{"subject": ', headers: json() },
    400,
    "BadRequest",
    "DeserializationFailure",
    /expected JSON/,
  ],
  [
    "JSON that is not an object",
    meeting,
    { method: "PUT", json: [1] },
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /expected object, got \[1\]/,
  ],
  [
    "JSON null",
    meeting,
    { method: "PUT", json: null },
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /expected a value, got null/,
  ],
  [
    "no body",
    meeting,
    { method: "PUT" },
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /expected a value, got nothing/,
  ],
  ["malformed XML", meeting, { method: "PUT", xml: "<input" }, 400, "BadRequest", "DeserializationFailure", /line 1/],
  ["an entity bomb", meeting, { method: "PUT", xml: billion }, 400, "BadRequest", "DeserializationFailure", /XML/],
  [
    "bytes that are no UTF-8",
    meeting,
    { method: "PUT", body: new Uint8Array([0x22, 0xff, 0x22]), headers: json() },
    400,
    "BadRequest",
    "DeserializationFailure",
    /utf-8/,
  ],
  [
    "a charset that does not exist",
    meeting,
    { method: "PUT", body: "{}", headers: { "content-type": "application/json; charset=x-no" } },
    415,
    "UnsupportedMediaType",
    undefined,
    /x-no/,
  ],
  [
    "a compressed body",
    meeting,
    { method: "PUT", body: "{}", headers: { ...json(), "content-encoding": "gzip" } },
    415,
    "UnsupportedMediaType",
    undefined,
    /gzip/,
  ],
  [
    "a body over the limit",
    meeting,
    { method: "PUT", json: { subject: "x".repeat(10_000) } },
    413,
    "EntityTooLarge",
    undefined,
    /10000 bytes/,
  ],
  [
    "a wrong content type",
    extensions,
    { method: "POST", body: "id=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
    415,
    "UnsupportedMediaType",
    undefined,
    /x-www-form-urlencoded/,
  ],
  [
    "a wrong method",
    extensions,
    { method: "PUT", json: {} },
    405,
    "MethodNotAllowed",
    undefined,
    /expected GET, POST, got PUT/,
  ],
  ["a method of another protocol", meeting, { method: "PROPFIND" }, 405, "MethodNotAllowed", undefined, /PROPFIND/],
  ["an unknown path", "/ucwa/v1/applications/833/people", {}, 404, "NotFound", undefined, /people/],
  [
    "a bad property",
    meeting,
    { method: "PUT", json: { accessLevel: "Sometimes" } },
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /\/accessLevel: expected one of None, .*, got "Sometimes"/,
  ],
  [
    "a bad header",
    meeting,
    { headers: { "x-ms-requiresminresourceversion": "new" } },
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /x-ms-requiresminresourceversion: expected to match .*, got "new"/,
  ],
  [
    "a version that no server has",
    meeting,
    { headers: { "x-ms-requiresminresourceversion": "9.0" } },
    404,
    "NotFound",
    "APIVersionNotSupported",
    /9\.0/,
  ],
  [
    "a path that is not percent-encoded UTF-8",
    meeting.replace("810", "%E0%A4%A"),
    {},
    400,
    "BadRequest",
    "ParameterValidationFailure",
    /%E0%A4%A/,
  ],
  ["no token", meeting, { headers: { authorization: "" } }, 401, "Unauthorized", undefined, /expected a Bearer token/],
  [
    "an empty token",
    meeting,
    { headers: { authorization: "Bearer " } },
    401,
    "Unauthorized",
    undefined,
    /expected a Bearer token, got an empty one/,
  ],
  [
    "another kind of token",
    meeting,
    { headers: { authorization: "Basic dTpw" } },
    401,
    "Unauthorized",
    undefined,
    /expected a Bearer token, got another scheme/,
  ],
];

function json() {
  return { "content-type": "application/json" };
}

describe("bad input gets the document's error, which says what was expected and what came", () => {
  test.each(cases)("%s", async (_, path, question, status, code, subcode, message) => {
    const answer = await ask(mock, path, question);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(answer).toMatchObject({
      status,
      json: { code, ...(subcode && { subcode }), message: expect.stringMatching(message) },
    });
    expect(answer.json.subcode).toBe(subcode);
  });

  test.each(cases)("%s, in XML", async (_, path, question, status, code, subcode, message) => {
    const headers = { ...question.headers, accept: "application/vnd.microsoft.com.ucwa+xml" };
    const answer = await ask(mock, path, { ...question, headers });
    expect(answer.headers.get("content-type")).toBe("application/vnd.microsoft.com.ucwa+xml");
    expect(answer.text).toContain("<reason xmlns=");
    const reason = decode(answer.text);
    expect([answer.status, reason.code, reason.subcode]).toEqual([status, code, subcode]);
    expect(reason.message).toMatch(message);
  });
});

test("Prism's violations are where the caller can see them", async () => {
  const { headers } = await ask(mock, meeting, { method: "PUT", json: { accessLevel: "Sömetimes", leaders: ["bob"] } });
  const violations = JSON.parse(headers.get("sl-violations") ?? "[]");
  expect(violations).toHaveLength(2);
  expect(violations[0]).toMatchObject({
    location: ["request", "body", "accessLevel"],
    severity: "Error",
    code: "enum",
  });
});

test.each([
  [
    "a custom key with an object",
    extensions,
    "POST",
    { table: { number: 12 } },
    "table",
    "string or number or boolean or array",
  ],
  ["a list with an object", extensions, "POST", { table: ["12A", {}] }, "table", "string or number or boolean"],
  [
    "a number for an enumeration",
    meeting,
    "PUT",
    { accessLevel: 5 },
    "accessLevel",
    "one of None, SameEnterprise, Locked, Invited, Everyone",
  ],
  ["a number for a time", meeting, "PUT", { expirationTime: 5 }, "expirationTime", "string or null"],
])("%s is one violation, whatever else would have been right", async (_, path, method, body, name, expected) => {
  const { headers, json: answer } = await ask(mock, path, { method, json: body });
  expect(JSON.parse(headers.get("sl-violations") ?? "[]")).toHaveLength(1);
  expect(answer.parameters).toMatchObject([{ name, reason: expect.stringContaining(`expected ${expected}`) }]);
});

test("each bad property is in parameters", async () => {
  const { json: answer } = await ask(mock, meeting, {
    method: "PUT",
    json: { accessLevel: "x", leaders: ["bob"], subject: 1 },
  });
  expect(answer.parameters).toMatchObject([{ name: "accessLevel" }, { name: "leaders" }, { name: "subject" }]);
});

test("a 401 has a challenge and a 405 has the methods that there are", async () => {
  const unauthorized = await ask(mock, meeting, { headers: { authorization: "" } });
  expect(unauthorized.headers.get("www-authenticate")).toMatch(/^MsRtcOAuth href=".+",grant_type="/);
  expect((await ask(mock, meeting, { method: "POST" })).headers.get("allow")).toBe("GET, PUT, DELETE");
  expect((await ask(mock, extensions, { method: "DELETE" })).headers.get("allow")).toBe("GET, POST");
});

test("a message about characters that XML does not have can be said in XML", async () => {
  const headers = { ...json(), accept: "application/xml" };
  for (const body of ["\u000b}", '{"\\u0007":{}}']) {
    const { status, text } = await ask(mock, extensions, { method: "POST", body, headers });
    expect([status, decode(text).code]).toEqual([400, "BadRequest"]);
  }
});

test.each([
  [
    "a type that is not supported",
    { "content-type": "text/plain" },
    "{}",
    ["request", "header", "content-type"],
    "415",
  ],
  ["no JSON", { "content-type": "application/json" }, "{", ["request", "body"], "400"],
])("sl-violations names the part of the message that has %s", async (_, headers, body, location, code) => {
  const answer = await ask(mock, meeting, { method: "PUT", headers, body });
  expect(JSON.parse(answer.headers.get("sl-violations") ?? "")).toMatchObject([{ location, severity: "Error", code }]);
});

test("a body where there is nothing to be done with one is ignored", async () => {
  expect((await ask(mock, meeting, { method: "DELETE", body: "{", headers: json() })).status).toBe(204);
});

test("the token's scheme may be written in any case", async () => {
  expect((await ask(mock, meeting, { headers: { authorization: "bearer cwt=x" } })).status).toBe(200);
});

describe("what is hardly HTTP gets an answer, too", () => {
  const send = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(mock.url);
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let answer = "";
      socket.setEncoding("utf8").on("data", (chunk) => {
        answer += chunk;
      });
      socket.once("close", () => resolve(answer)).once("error", reject);
    });

  test.each([
    ["no HTTP at all", "hello\r\n\r\n", "400"],
    ["a header without a colon", "GET / HTTP/1.1\r\nHost\r\n\r\n", "400"],
    ["headers over the limit", `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(70_000)}\r\n\r\n`, "431"],
    [
      "a chunk without a length",
      `PUT ${meeting} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
      "400",
    ],
    ["CONNECT", "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n", "405"],
    ["an expectation", "GET /x HTTP/1.1\r\nHost: localhost\r\nExpect: miracles\r\nConnection: close\r\n\r\n", "404"],
    ["an asterisk for a path", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "404"],
    [
      "an absolute path",
      `GET http://localhost${meeting} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      "401",
    ],
    [
      "an upgrade",
      `GET ${meeting} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n`,
      "401",
    ],
  ])("%s", async (_, text, status) => {
    const answer = await send(text);
    expect(answer.split(" ")[1]).toBe(status);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n")))).toHaveProperty("code");
  });

  test.each([
    ["hello\r\n\r\n", /^The request: expected HTTP\/1\.1, got other bytes \(.+\)\.$/],
    [`GET / HTTP/1.1\r\nX: ${"x".repeat(70_000)}\r\n\r\n`, /^The headers: expected at most \d+ bytes, got more\.$/],
  ])("and the message says what was expected: %.8s", async (text, message) => {
    const answer = await send(text);
    expect(JSON.parse(answer.slice(answer.indexOf("\r\n\r\n"))).message).toMatch(message);
  });
});

test("a client that never finishes its body is answered 408 when its time is up", async () => {
  await using impatient = await startMock({ requestTimeout: 200 });
  const { port, hostname } = new URL(impatient.url);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`PUT ${meeting} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{`),
    );
    socket.setEncoding("utf8").once("data", resolve);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(answer).toContain('"code":"Timeout"');
});
