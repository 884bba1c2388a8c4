import { encode } from "@ucwa-meetings/xml";
import { expect, test } from "vitest";
import { chooseSwitches } from "./dialect.ts";
import { bearerChallenge, negotiate, requireAcceptable, serialize } from "./negotiation.ts";
import { httpOperations } from "./operations.ts";
import type { OperationResult } from "./prism.ts";
import type { Switches } from "./switches.ts";

const [json, vendorJson, xml, vendorXml] = [
  "application/json",
  "application/vnd.microsoft.com.ucwa+json",
  "application/xml",
  "application/vnd.microsoft.com.ucwa+xml",
];
const find = async (id: string) => {
  const operation = (await httpOperations()).find(({ iid }) => iid === id);
  if (!operation) throw new Error(`There is no operation ${id}.`);
  return operation;
};

function write(result: Partial<OperationResult>, mediaType: string, settings: Partial<Switches> = {}) {
  const whole = { status: 200, headers: {}, body: undefined, ...result };
  const { status, headers, body } = serialize(whole, mediaType, chooseSwitches("documented", settings));
  return { status, headers, text: new TextDecoder().decode(body) };
}

test("a response has the media types of its status, and of a success where no status is meant", async () => {
  const operation = await find("getMyOnlineMeeting");
  const all = [json, vendorJson, xml, vendorXml];
  expect(negotiate(xml, operation, undefined)).toEqual({ producible: all, mediaType: xml });
  expect(negotiate(undefined, operation, 404)).toEqual({ producible: all, mediaType: json });
  expect(negotiate("text/html", operation, 401)).toEqual({ producible: [...all, "text/html"], mediaType: "text/html" });
  expect(negotiate("text/html", operation, 200)).toEqual({ producible: all, mediaType: undefined });
});

test("a response without a body has any media type", async () => {
  const operation = await find("deleteMyOnlineMeeting");
  for (const status of [undefined, 204, 299]) {
    expect(negotiate("text/html", operation, status)).toEqual({ producible: [], mediaType: "*/*" });
  }
});

test("a request that accepts none of the media types is told those that there are", () => {
  expect(requireAcceptable(json, { producible: [json], mediaType: json })).toBe(json);
  expect(() => requireAcceptable("text/csv", { producible: [json, xml], mediaType: undefined })).toThrow(
    expect.objectContaining({
      status: 406,
      example: "NotAcceptable",
      message: 'Accept: expected application/json or application/xml, got "text/csv".',
    }),
  );
});

test("a resource is written in the media type that was chosen, with a charset where a switch says so", () => {
  const body = { rel: "myOnlineMeeting", subject: "ü", _links: { self: { href: "/a" } } };
  expect(write({ body }, json)).toEqual({
    status: 200,
    headers: { "content-type": json },
    text: JSON.stringify(body),
  });
  const { headers, text } = write({ body, headers: { ETag: '"1"' } }, xml, { charset: "on", xmlRel: "off" });
  expect(headers).toEqual({ etag: '"1"', "content-type": "application/xml; charset=utf-8" });
  expect(text).toBe(encode(body, { root: "resource" }));
  expect(text).not.toContain('<property name="rel">');
  expect(write({ body }, xml).text).toContain('<property name="rel">myOnlineMeeting</property>');
});

test("a result without a body is sent without one, and without a type", () => {
  for (const body of [undefined, null]) {
    expect(write({ status: 204, headers: { "Content-Type": json, ETag: "1" }, body }, json)).toEqual({
      status: 204,
      headers: { etag: "1" },
      text: "",
    });
  }
});

test("a text is sent as it is, with its own type", () => {
  expect(write({ body: "<html/>", headers: { "Content-Type": "text/html" } }, json)).toMatchObject({
    headers: { "content-type": "text/html" },
    text: "<html/>",
  });
  expect(write({ body: "<resource/>" }, xml)).toMatchObject({ headers: { "content-type": xml }, text: "<resource/>" });
  expect(write({ status: 500, body: "<html/>" }, "text/html").text).toBe("<html/>");
});

test("a body that is no resource is sent as JSON", () => {
  expect(write({ body: [1] }, xml).text).toBe("[1]");
  expect(write({ body: 7 }, json).text).toBe("7");
});

const reason = { code: "BadRequest", message: "No.", parameters: [{ name: "a", reason: "b" }], debugInfo: { x: "1" } };

test.each([
  ["as it is", {}, reason, JSON.stringify(reason)],
  ["as it is", {}, { code: "BadRequest" }, '{"code":"BadRequest"}'],
  [
    "with empty details",
    { emptyReasonDetails: "always" },
    { code: "BadRequest" },
    '{"code":"BadRequest","debugInfo":{},"parameters":[]}',
  ],
  [
    "with its own details",
    { emptyReasonDetails: "always" },
    reason,
    '{"code":"BadRequest","message":"No.","debugInfo":{"x":"1"},"parameters":[{"name":"a","reason":"b"}]}',
  ],
] as const)("an error in JSON is written %s", (_, settings, body, text) => {
  expect(write({ status: 400, body }, json, settings).text).toBe(text);
});

test("a success in JSON has no empty details", () => {
  expect(write({ status: 399, body: { rel: "x" } }, json, { emptyReasonDetails: "always" }).text).toBe('{"rel":"x"}');
});

const inXml = (body: Record<string, unknown>) => encode(body, { root: "reason" });
const { parameters: _p, debugInfo: _d, ...bare } = reason;

test.each([
  ["filled", "absent", reason, reason],
  ["filled", "absent", bare, bare],
  ["filled", "always", bare, { ...bare, debugInfo: {}, parameters: [] }],
  ["empty", "absent", reason, { ...bare, parameters: [], debugInfo: {} }],
  ["empty", "absent", bare, bare],
] as const)("an error in XML has its details %s, and empty ones %s", (details, empty, body, expected) => {
  const settings = { xmlReasonDetails: details, emptyReasonDetails: empty };
  expect(write({ status: 400, body }, xml, settings).text).toBe(inXml(expected));
  // The document's XML of an error is written anew.
  expect(write({ status: 400, body: inXml(body) }, vendorXml, settings).text).toBe(inXml(expected));
});

test("what XML cannot carry is a 406 that says why, and what fails otherwise is no 406", () => {
  const write404 = () => write({ body: { rel: "myOnlineMeeting", subject: "\u0000" } }, xml);
  expect(write404).toThrow(
    expect.objectContaining({
      status: 406,
      message: expect.stringMatching(
        /^Accept: expected JSON, since XML cannot carry this resource, got XML\. .*expected .+, got /,
      ),
    }),
  );
  const broken = {
    get rel() {
      throw new RangeError("too deep");
    },
  };
  expect(() => write({ body: broken }, xml)).toThrow(RangeError);
});

test("a 401 has the other challenge first, where a server has two", () => {
  const own = 'MsRtcOAuth href="https://fe1.contoso.com"';
  const headers = { "WWW-Authenticate": own };
  const challenge = (status: number, settings: Partial<Switches>, given: Record<string, string> = headers) =>
    write({ status, headers: given }, json, settings).headers["www-authenticate"];
  expect(challenge(401, { challenges: "two" })).toEqual([bearerChallenge, own]);
  expect(challenge(401, { challenges: "one" })).toBe(own);
  expect(challenge(403, { challenges: "two" })).toBe(own);
  expect(challenge(401, { challenges: "two" }, {})).toBeUndefined();
  expect(bearerChallenge).toBe(
    'Bearer trusted_issuers="00000001-0000-0000-c000-000000000000@*", client_id="00000004-0000-0ff1-ce00-000000000000"',
  );
});

test("a success is found wherever the document has it", async () => {
  const operation = await find("getMyOnlineMeeting");
  const reversed = { ...operation, responses: operation.responses.toReversed() };
  expect(negotiate("text/html", reversed, undefined).mediaType).toBeUndefined();
  const [last] = reversed.responses;
  expect(negotiate(undefined, { ...operation, responses: last ? [last] : [] }, undefined).producible).toEqual([]);
});
