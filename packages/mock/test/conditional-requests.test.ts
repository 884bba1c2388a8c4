import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, extensions, meeting, selfOf } from "./support/ask.ts";
import type { TestMock } from "./support/way.ts";
import { loopback, otherWays, startMock } from "./support/ways-in.ts";

let mock: TestMock;
let etag: string;
beforeEach(async () => {
  mock = await startMock();
  etag = (await ask(mock, meeting)).headers.get("etag") ?? "";
});
afterEach(() => mock.close());

const put = (headers: Record<string, string>) => ask(mock, meeting, { method: "PUT", json: { subject: "x" }, headers });

test("every change makes a fresh ETag", async () => {
  const seen = new Set([etag]);
  for (let count = 1; count <= 5; count += 1) seen.add((await put({})).headers.get("etag") ?? "");
  expect(seen.size).toBe(6);
  expect((await ask(mock, meeting)).headers.get("etag")).toBe([...seen].at(-1));
});

test.each([
  ["as it came", (tag: string) => tag],
  ["in quotes", (tag: string) => `"${tag}"`],
  ["weak", (tag: string) => `W/"${tag}"`],
  ["among others", (tag: string) => `"a", "${tag}", "b"`],
  ["as a star", () => "*"],
])("a GET with the current ETag %s in If-None-Match is 304 without a body", async (_, spelling) => {
  const answer = await ask(mock, meeting, { headers: { "if-none-match": spelling(etag) } });
  expect([answer.status, answer.text, answer.headers.get("etag")]).toEqual([304, "", etag]);
  expect(answer.headers.has("content-type")).toBe(false);
});

test("a GET with another ETag in If-None-Match is 200", async () => {
  expect((await ask(mock, meeting, { headers: { "if-none-match": '"244f40c5"' } })).status).toBe(200);
});

test("a PUT with the current ETag in If-Match is carried out", async () => {
  expect((await put({ "if-match": `"${etag}"` })).status).toBe(200);
});

test("a PUT with an outdated ETag in If-Match is 412 and changes nothing", async () => {
  await put({});
  const changed = await ask(mock, meeting);
  const { status, json } = await put({ "if-match": `"${etag}"` });
  expect(status).toBe(412);
  expect(json.code).toBe("PreconditionFailed");
  expect(json.message).toContain(etag);
  expect((await ask(mock, meeting)).text).toBe(changed.text);
});

test.each(["*", "the current ETag"])(
  "a PUT or DELETE with %s in If-None-Match is 412 and changes nothing",
  async (tag) => {
    const headers = { "if-none-match": tag === "*" ? tag : `"${etag}"` };
    await using own = await startMock({ switches: { ifMatchOnDelete: "honoured" } });
    const before = await ask(own, meeting);
    for (const question of [{ method: "PUT", json: { subject: "x" } }, { method: "DELETE" }]) {
      const { status, json } = await ask(own, meeting, { ...question, headers });
      expect([status, json.code]).toEqual([412, "PreconditionFailed"]);
    }
    expect((await ask(own, meeting)).text).toBe(before.text);
  },
);

test("a weak ETag in If-Match is 412, since a PUT compares strongly", async () => {
  expect((await put({ "if-match": `W/"${etag}"` })).status).toBe(412);
});

test.each([loopback, ...otherWays])(
  "of three PUTs at the same time with one ETag a single one wins ($name)",
  async ({ start }) => {
    await using one = await start();
    const current = (await ask(one, meeting)).headers.get("etag");
    const headers = { "if-match": `"${current}"` };
    const answers = await Promise.all([1, 2, 3].map(() => ask(one, meeting, { method: "PUT", json: {}, headers })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  },
);

test("an extension has an ETag of its own", async () => {
  const created = await ask(mock, extensions, { method: "POST", json: { id: "x" } });
  const headers = { "if-match": `"${created.headers.get("etag")}"` };
  const href = selfOf(created);
  expect((await ask(mock, href, { method: "PUT", json: {}, headers })).status).toBe(200);
  expect((await ask(mock, href, { method: "PUT", json: {}, headers })).status).toBe(412);
  const read = await ask(mock, href);
  const unchanged = await ask(mock, href, { headers: { "if-none-match": `"${read.headers.get("etag")}"` } });
  expect([unchanged.status, unchanged.text, unchanged.headers.get("etag")]).toEqual([
    304,
    "",
    read.headers.get("etag"),
  ]);
  expect((await ask(mock, href, { headers: { "if-none-match": '"1"' } })).text).toBe(read.text);
});

test("where a PUT needs an If-Match, that of an extension does, too", async () => {
  await using strict = await startMock({ switches: { ifMatch: "required" } });
  for (const path of [meeting, `${extensions}/917823`]) {
    expect((await ask(strict, path, { method: "PUT", json: {} })).status).toBe(428);
    expect((await ask(strict, path, { method: "PUT", json: {}, headers: { "if-match": "*" } })).status).toBe(200);
  }
});
