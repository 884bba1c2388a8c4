import { expect, test } from "vitest";
import { createMock, type SavedState, SavedStateError } from "../src/fetch.ts";
import { meeting } from "./support/ask.ts";

const url = `https://fe1.contoso.com${meeting}`;
const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };
const put = (subject: string, ifMatch?: string | null) => ({
  method: "PUT",
  headers: { ...headers, ...(typeof ifMatch === "string" && { "if-match": ifMatch }) },
  body: JSON.stringify({ subject }),
});
const list = url.slice(0, url.lastIndexOf("/"));
const post = (subject: string) => ({ method: "POST", headers, body: JSON.stringify({ subject }) });

const idOf = (made: unknown) => /"onlineMeetingId":"[^"]+"/.exec(JSON.stringify(made))?.[0];

/** What a store such as IndexedDB, or a file, gives back. */
const stored = (saved: SavedState): SavedState => JSON.parse(JSON.stringify(saved));

test("a mock goes on from what another one has saved: resources, ETags and the last requests", async () => {
  await using first = await createMock();
  await first.fetch(list, post("Budget"));
  const written = await first.fetch(url, put("Q3 sales numbers"));
  const saved = stored(await first.save());

  await using second = await createMock();
  await second.restore(saved);
  expect(second.requests).toEqual(first.requests);
  const read = await second.fetch(url, { headers });
  expect(read.headers.get("etag")).toBe(written.headers.get("etag"));
  expect(await read.json()).toEqual(await written.json());
  expect(await (await second.fetch(list, { headers })).json()).toEqual(
    await (await first.fetch(list, { headers })).json(),
  );
});

test("it gives out no id and no ETag a second time", async () => {
  await using first = await createMock();
  const made: unknown = await (await first.fetch(list, post("Budget"))).json();
  const old = (await first.fetch(url, put("First"))).headers.get("etag");
  await using second = await createMock();
  await second.restore(stored(await first.save()));
  const next: unknown = await (await second.fetch(list, post("Budget"))).json();
  expect(made).toMatchObject({ subject: "Budget" });
  expect(idOf(next)).not.toEqual(idOf(made));
  expect((await second.fetch(url, put("Second", old))).status).toBe(200);
  expect((await second.fetch(url, put("Third", old))).status).toBe(412);
});

test("what is saved does not change with the mock, nor the mock with it", async () => {
  await using mock = await createMock();
  const saved = await mock.save();
  const before = JSON.stringify(saved);
  await mock.fetch(url, put("Q3 sales numbers"));
  expect(JSON.stringify(saved)).toBe(before);
  await mock.restore(saved);
  for (const { properties } of saved.store.entries) delete properties.subject;
  expect(await (await mock.fetch(url, { headers })).json()).toMatchObject({ subject: "Quarterly sales numbers" });
});

test("it behaves like its own dialect, and a reset leads to its own start", async () => {
  await using first = await createMock();
  await first.fetch(url, put("Q3 sales numbers"));
  await using deployed = await createMock({ dialect: "deployed" });
  await deployed.restore(await first.save());
  const read = await deployed.fetch(url, { headers });
  expect(read.headers.get("etag")).toMatch(/^"\d+"$/);
  expect(await read.json()).toMatchObject({ subject: "Q3 sales numbers" });
  await deployed.reset();
  expect(await (await deployed.fetch(url, { headers })).json()).toMatchObject({ subject: "Quarterly sales numbers" });
});

const entry = (key: string) => `{"key":"${key}","version":"1","properties":{}}`;
const withEntries = (entries: string) =>
  `{"store":{"entries":[${entries}],"changes":1,"sequence":0},"correlations":0,"requests":[]}`;

test.each([
  "null",
  "[]",
  "{}",
  '{"store":{"entries":[],"changes":-1,"sequence":0},"correlations":0,"requests":[]}',
  '{"store":{"entries":[],"changes":0,"sequence":0},"correlations":0,"requests":[{}]}',
  withEntries("{}"),
  withEntries(entry("833/810")),
  withEntries(`${entry("833")},${entry("833")}`),
])("it refuses %s, which is no saved state, and stays as it was", async (text) => {
  await using mock = await createMock();
  await mock.fetch(url, put("Q3 sales numbers"));
  await expect(mock.restore(JSON.parse(text))).rejects.toThrow(SavedStateError);
  expect(await (await mock.fetch(url, { headers })).json()).toMatchObject({ subject: "Q3 sales numbers" });
  expect(mock.requests).toHaveLength(2);
});
