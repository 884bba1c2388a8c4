import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { decode } from "@ucwa-meetings/xml";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";

const namespace = "http://schemas.microsoft.com/rtc/2012/03/ucwa";
const accept = "application/xml";
const input = (children: string) =>
  `<?xml version="1.0" encoding="utf-8"?><input xmlns="${namespace}">${children}</input>`;

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

test("XML and JSON say the same of a meeting", async () => {
  const json = await ask(mock, meeting);
  const xml = await ask(mock, meeting, { headers: { accept } });
  expect(decode(xml.text)).toEqual(json.json);
  expect(xml.headers.get("etag")).toBe(json.headers.get("etag"));
});

test("a response tells caches that JSON and XML differ, and so does a 304", async () => {
  const json = await ask(mock, meeting);
  const etag = json.headers.get("etag") ?? "";
  const unchanged = await ask(mock, meeting, { headers: { accept, "if-none-match": etag } });
  expect([json.headers.get("vary"), unchanged.status, unchanged.headers.get("vary")]).toEqual([
    expect.stringContaining("Accept"),
    304,
    expect.stringContaining("Accept"),
  ]);
});

test("an XML answer has the elements of the page's, in its order", async () => {
  const page = exchanges.find(({ name }) => name === "get-my-online-meeting.xml");
  const skeleton = (text: string) => [...text.matchAll(/<\w+(?: (?:name|rel)="[^"]*")?/g)].map(([tag]) => tag);
  const { text } = await ask(mock, meeting, { headers: { accept } });
  expect(skeleton(text)).toEqual(skeleton(page?.response.body ?? ""));
});

test("the page's XML request is carried out, and JSON tells the same of it", async () => {
  const page = exchanges.find(({ name }) => name === "update-my-online-meeting.xml");
  const put = await ask(mock, meeting, { method: "PUT", xml: page?.request.body ?? "", headers: { accept } });
  expect(put.status).toBe(200);
  expect((await ask(mock, meeting)).json).toMatchObject({
    accessLevel: "None",
    attendees: ["sip:johndoe@contoso.com", "sip:janedoe@contoso.com"],
    entryExitAnnouncement: "Unsupported",
    expirationTime: `/Date(${Date.parse("2015-07-15T01:54:08.545Z")})/`,
  });
});

test.each(["input", "resource"])("the root of a request may be <%s>", async (root) => {
  const xml = `<${root} xmlns="${namespace}"><property name="subject">A &amp; B</property></${root}>`;
  expect((await ask(mock, meeting, { method: "PUT", xml })).json.subject).toBe("A & B");
});

test("an extension that comes in XML keeps its custom keys", async () => {
  const xml = input('<property name="id">x</property><propertyList name="seats"><item>A</item></propertyList>');
  expect((await ask(mock, extensions, { method: "POST", xml })).json).toMatchObject({ id: "x", seats: ["A"] });
});

describe("invalid XML is refused by the schema that JSON is refused by", () => {
  test.each([
    ["an unknown member", '<property name="accessLevel">Sometimes</property>', "accessLevel"],
    ["text for a list", '<property name="attendees">sip:a@b.c</property>', "attendees"],
    ["no SIP address", '<propertyList name="leaders"><item>bob</item></propertyList>', "leaders"],
    ["no time", '<property name="expirationTime">soon</property>', "expirationTime"],
  ])("%s", async (_, children, name) => {
    const answer = await ask(mock, meeting, { method: "PUT", xml: input(children), headers: { accept } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([400, accept]);
    expect(decode(answer.text)).toMatchObject({ subcode: "ParameterValidationFailure", parameters: [{ name }] });
  });

  test("malformed XML is a parse error with its line and column", async () => {
    const answer = await ask(mock, meeting, { method: "PUT", xml: input("<property>"), headers: { accept } });
    expect(answer.status).toBe(400);
    expect(decode(answer.text)).toMatchObject({ code: "BadRequest", subcode: "DeserializationFailure" });
    expect(answer.text).toMatch(/line 1, column \d+/);
  });
});

describe("the representation is the one that is accepted", () => {
  test.each([
    [undefined, "application/json"],
    ["*/*", "application/json"],
    ["application/*", "application/json"],
    ["application/xml", "application/xml"],
    ["application/json;q=0.5, application/xml", "application/xml"],
    ["application/xml;q=0.1, application/json", "application/json"],
    ["text/html, application/xml;q=0.9, */*;q=0.1", "application/xml"],
    ["application/json;q=0, */*", "application/vnd.microsoft.com.ucwa+json"],
    ["application/vnd.microsoft.com.ucwa+xml", "application/vnd.microsoft.com.ucwa+xml"],
    ["APPLICATION/XML", "application/xml"],
  ])("Accept: %s gives %s", async (wanted, type) => {
    const answer = await ask(mock, meeting, wanted === undefined ? {} : { headers: { accept: wanted } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
  });

  test.each(["text/plain", "image/*", "application/json;q=0", "nonsense"])("Accept: %s is 406", async (wanted) => {
    const { status, json } = await ask(mock, meeting, { headers: { accept: wanted } });
    expect([status, json.code]).toEqual([406, "NotAcceptable"]);
    expect(json.message).toContain(JSON.stringify(wanted));
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense"])(
    "Content-Type: %s is 415",
    async (type) => {
      const question = { method: "PUT", body: "{}", headers: { "content-type": type } };
      const { status, json } = await ask(mock, meeting, question);
      expect([status, json.code]).toEqual([415, "UnsupportedMediaType"]);
    },
  );

  test("a DELETE has no body and refuses no Accept", async () => {
    expect((await ask(mock, meeting, { method: "DELETE", headers: { accept: "text/plain" } })).status).toBe(204);
  });

  test("what XML cannot say is 406 in XML and fine in JSON", async () => {
    await ask(mock, meeting, { method: "PUT", json: { subject: "bell \u0007" } });
    expect((await ask(mock, meeting)).json.subject).toBe("bell \u0007");
    const { status, text } = await ask(mock, meeting, { headers: { accept } });
    expect(status).toBe(406);
    expect(text).toContain("/subject");
  });
});
