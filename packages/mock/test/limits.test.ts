import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Mock, startMock } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";

const mebibyte = 1_048_576;
const answerLimit = 64_000;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

/** A list or an object of as many members as a mebibyte has room for. */
function full(start: string, member: (index: number) => string, end: string): string {
  const members: string[] = [];
  for (let length = start.length + end.length; ; ) {
    const next = member(members.length);
    length += next.length + 1;
    if (length > mebibyte) return `${start}${members.join()}${end}`;
    members.push(next);
  }
}

describe("what is wrong with a body is told fifty times at most", () => {
  test("and how much more there is", async () => {
    const leaders = Array.from({ length: 300 }, () => 1);
    const { status, json, headers } = await ask(mock, meeting, { method: "PUT", json: { leaders } });
    expect(status).toBe(400);
    expect(json.parameters).toHaveLength(50);
    expect(json.message).toMatch(
      /^\/leaders\/0: expected string, got 1\. .*\/leaders\/49: expected string.* And 250 more\.$/,
    );
    expect(JSON.parse(headers.get("sl-violations") ?? "").at(-1)).toMatchObject({ message: "And 250 more." });
    expect(mock.requests.at(-1)?.violations).toHaveLength(51);
  });

  test("in XML, too", async () => {
    const xml = `<input><propertyList name="leaders">${"<item/>".repeat(300)}</propertyList></input>`;
    const { status, text } = await ask(mock, meeting, { method: "PUT", xml, headers: { accept: "application/xml" } });
    expect(status).toBe(400);
    expect(text).toContain("And 250 more.");
  });

  test.each([
    ["wrong items", "PUT", meeting, full('{"leaders":[', () => "1", "]}")],
    ["wrong lists", "POST", extensions, full("{", (index) => `"k${index}":[{}]`, "}")],
    ["wrong members", "POST", extensions, full("{", (index) => `"k${index}":{}`, "}")],
  ])(
    "a mebibyte of %s gets a short answer, which says that only the beginning was looked at",
    async (_, method, path, body) => {
      const { status, text, json } = await ask(mock, path, {
        method,
        body,
        headers: { "content-type": "application/json" },
      });
      expect(status).toBe(400);
      expect(json.message).toMatch(
        /And \d+ more\. Only the beginning was looked at\..*at most 5000 members and items, got more\.$/,
      );
      expect(text.length).toBeLessThan(answerLimit);
      expect(JSON.stringify(mock.requests.at(-1)).length).toBeLessThan(answerLimit);
    },
  );

  test.each([
    ["a key", "POST", extensions, { [`${"k".repeat(1_000_000)}`]: {} }],
    ["an id", "POST", extensions, { id: "x".repeat(1_000_000) }],
    ["a value", "PUT", meeting, { accessLevel: "x".repeat(1_000_000) }],
    ["a time", "PUT", meeting, { expirationTime: `/Date(${"9".repeat(1_000_000)})/` }],
  ])("%s of a megabyte gets a short answer", async (_, method, path, json) => {
    const { status, text } = await ask(mock, path, { method, json });
    expect(status).toBe(400);
    expect(text.length).toBeLessThan(5000);
  });
});

describe("a body that nobody would send is refused", () => {
  const tooMany = full('{"leaders":[', () => '"sip:a@contoso.com"', "]}");
  const json: [string, string, number, string][] = [
    ["more members and items than 5000", tooMany, 413, "EntityTooLarge"],
    ["more levels than 32", `{"leaders":${"[".repeat(100_000)}${"]".repeat(100_000)}}`, 400, "BadRequest"],
    ["objects 100,000 deep", `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`, 400, "BadRequest"],
    ["a number that no computer has", '{"type":"RoamedOrganizerData","k":1e400}', 400, "BadRequest"],
    ["such a number in a list", '{"type":"RoamedOrganizerData","k":[1,-1e400]}', 400, "BadRequest"],
  ];
  test.each(json)("JSON with %s", async (_, body, status, code) => {
    const answer = await ask(mock, extensions, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  const xml: [string, string, number, string][] = [
    ["more elements than 5000", `<input>${'<property name="a"/>'.repeat(5001)}</input>`, 413, "EntityTooLarge"],
    ["more levels than 32", `<input>${"<resource>".repeat(40_000)}`, 400, "BadRequest"],
    [
      "more attributes than an element has",
      `<input ${Array.from({ length: 90_000 }, (_, index) => `a${index}=""`).join(" ")}/>`,
      400,
      "BadRequest",
    ],
    [
      "an error for a root",
      "<?xml version='1.0'?><!-- <input> --><reason><code>Gone</code></reason>",
      400,
      "BadRequest",
    ],
  ];
  test.each(xml)("XML with %s", async (_, body, status, code) => {
    // The same key twice would be another mistake.
    let count = 0;
    const text = body.replace(/name="a"/g, () => `name="a${count++}"`);
    const answer = await ask(mock, meeting, { method: "PUT", xml: text });
    expect([answer.status, answer.json.code]).toEqual([status, code]);
  });

  test("5000 are not too many", async () => {
    const attendees = Array.from({ length: 4990 }, (_, index) => `sip:a${index}@contoso.com`);
    expect((await ask(mock, meeting, { method: "PUT", json: { attendees } })).status).toBe(200);
    expect((await ask(mock, meeting)).json.attendees).toEqual(attendees);
  });

  test("brackets, commas and quotes in a text count as text", async () => {
    const subject = `\\"[{,]}"\\\\`.repeat(2000);
    expect((await ask(mock, meeting, { method: "PUT", json: { subject } })).status).toBe(200);
    expect((await ask(mock, meeting)).json.subject).toBe(subject);
  });
});

test("an id of 255 characters has a link that works; a longer one is refused, in a seed, too", async () => {
  await using own = await startMock();
  const id = "ü".repeat(255);
  expect((await ask(own, extensions, { method: "POST", json: { id } })).status).toBe(201);
  expect((await ask(own, `${extensions}/${encodeURIComponent(id)}`)).json.id).toBe(id);
  const { status, json } = await ask(own, extensions, { method: "POST", json: { id: `${id}ü` } });
  expect([status, json.parameters]).toEqual([
    400,
    [{ name: "id", reason: "expected at most 255 characters, got 256." }],
  ]);
  const seed = {
    rel: "onlineMeetingExtension",
    id: "1",
    _links: { self: { href: `${extensions}/${"x".repeat(256)}` } },
  };
  await expect(own.seed([seed])).rejects.toThrow("expected ids of at most 255 characters, got a longer one");
});

describe("nothing grows without end", () => {
  test("the journal forgets what is old where entries are large", async () => {
    await using own = await startMock();
    const path = `${meeting}?${"q".repeat(14_000)}`;
    for (let count = 0; count < 700; count += 1) await ask(own, path);
    expect(own.requests.length).toBeGreaterThan(100);
    expect(JSON.stringify(own.requests).length).toBeLessThan(10_000_000);
    await own.reset();
    expect(own.requests).toEqual([]);
  });

  test("the mock has no room for more at some point, and a reset makes room", async () => {
    await using own = await startMock();
    const note = "x".repeat(1_000_000);
    const post = async () => (await ask(own, extensions, { method: "POST", json: { note } })).status;
    const seen = [];
    while (seen.length < 9) seen.push(await post());
    expect(seen).toEqual([201, 201, 201, 201, 201, 201, 201, 503, 503]);
    await own.reset();
    expect(await post()).toBe(201);
  });
});

test("a text is checked in full before it is cut, so that no half of a token is kept", async () => {
  const body = `${" ".repeat(9_990)}{"subject":"cwt=SECRETSECRETSECRET"}`;
  await ask(mock, meeting, { method: "PUT", body, headers: { "content-type": "application/json" } });
  expect(mock.requests.at(-1)?.body).not.toContain("SEC");
});
