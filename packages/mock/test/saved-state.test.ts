import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  createMock,
  dialects,
  type FetchMock,
  type FetchMockOptions,
  type SavedState,
  SavedStateError,
  switches,
  toSwitches,
} from "../src/fetch.ts";
import { openStore } from "../src/index.ts";
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

/** Creates a mock on a store in a file, which SQLite keeps. */
async function createStoredMock(options: FetchMockOptions = {}) {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-saved-"));
  const store = await openStore(`sqlite:${join(folder, "state.db")}`);
  const mock = await createMock({ ...options, store });
  const end = async () => {
    await store.close();
    await rm(folder, { recursive: true });
  };
  return { mock, [Symbol.asyncDispose]: end };
}

const entry = (key: string, version: string, properties: object = {}) => ({ key, version, properties });
const withEntries =
  (...added: object[]) =>
  ({ store, ...others }: SavedState) => ({
    ...others,
    store: { ...store, changes: 1000, entries: [...store.entries, ...added] },
  });
const withValue = (value: unknown) => withEntries(entry("833/a", "900", { value }));
const cycle: Record<string, unknown> = {};
cycle.self = cycle;

/** What a hand, a broken disk or another program can make of a saved state. */
const damages: [string, (saved: SavedState) => unknown][] = [
  ["nothing", () => undefined],
  ["null", () => null],
  ["a list", () => []],
  ["an empty object", () => ({})],
  ["a request that is none", (saved) => ({ ...saved, requests: [{}] })],
  [
    "a counter of changes that was set back",
    ({ store, ...others }) => ({ ...others, store: { ...store, changes: 0 } }),
  ],
  ["a resource twice", withEntries(entry("833/810", "900"))],
  ["a resource without its parent", withEntries(entry("833/a/b", "900"))],
  ["a resource below an extension", withEntries(entry("833/810/a", "900"), entry("833/810/a/b", "901"))],
  [
    "two extensions with one id",
    withEntries(entry("833/810/a", "900", { id: "x" }), entry("833/810/b", "901", { id: "x" })),
  ],
  ["two resources with one version", withEntries(entry("833/a", "1"))],
  ["an id that is not encoded", withEntries(entry("833/%zz", "900"))],
  ["more than a mock may keep", withValue("x".repeat(8_000_000))],
  ["a BigInt", withValue(1n)],
  ["a function", withValue(() => 1)],
  ["a cycle", withValue(cycle)],
];

test.each(damages)("%s: no store takes such a state, and the mock stays as it was", async (_, damage) => {
  await using inMemory = await createMock({ dialect: "deployed" });
  await using inFile = await createStoredMock({ dialect: "deployed" });
  for (const mock of [inMemory, inFile.mock]) {
    await mock.fetch(list, post("Budget"));
    const before = await mock.save();
    const restored: Promise<void> = Reflect.apply(mock.restore, mock, [damage(await mock.save())]);
    await expect(restored).rejects.toThrow(SavedStateError);
    expect(await mock.save()).toEqual(before);
  }
});

const oddIds = ["%", "/", "..", "a b", "ä", "😀", "\ud800", "x".repeat(255), "onlineMeetingExtension", "__proto__"];

/** Does to a mock what leads to all kinds of keys, properties and requests. Returns the statuses of its responses. */
async function useInManyWays(mock: FetchMock): Promise<number[]> {
  const statuses: number[] = [];
  const send = async (method: string, target: string, body?: object) => {
    const read = await mock.fetch(url, { headers });
    const [, name = "", value = ""] = /"([0-9a-f]{8}-[^"]+)":("[^"]+")/.exec(await read.text()) ?? [];
    const sent = body && { ...body, ...(name !== "" && { [name]: JSON.parse(value) }) };
    const found = await mock.fetch(target, { headers });
    const etag = found.headers.get("etag");
    const tag = etag && { "if-match": /^"/.test(etag) ? etag : `"${etag}"` };
    const response = await mock.fetch(target, {
      method,
      headers: { ...headers, ...(method !== "POST" && tag) },
      body: sent === undefined ? null : JSON.stringify(sent),
    });
    statuses.push(response.status);
  };
  const seed = { rel: "onlineMeetingExtension", none: null, since: new Date(0), lost: undefined, number: Number.NaN };
  for (const round of [1, 2]) {
    if (round === 2) await mock.reset();
    const link = /"onlineMeetingExtensions":\{"href":"([^"?]+)/.exec(
      await (await mock.fetch(url, { headers })).text(),
    )?.[1];
    const extensions = new URL(link ?? "", url).href;
    const self = { href: `${new URL(extensions).pathname}/%2e%2E%41` };
    await mock.seed([{ ...seed, id: `seed ${round}`, _links: { self } }]);
    for (const id of oddIds) await send("POST", extensions, { id, list: ["a", 1], number: 1e21, isOn: true });
    await send("POST", extensions, { type: "RoamedOrganizerData" });
    await send("PUT", `${extensions}/a%20b`, { id: "b" });
    await send("DELETE", `${extensions}/%C3%A4`);
    await send("PUT", url, { subject: "", leaders: [] });
    await send("POST", list, { subject: "Budget", expirationTime: "2016-01-01T00:00:00Z" });
    await send("PATCH", "https://fe1.contoso.com/nothing", { text: "x".repeat(20_000) });
  }
  const href = new URL(list).pathname.replace("833", "8%33");
  await mock.seed([{ rel: "myOnlineMeetings", _links: { self: { href } }, _embedded: { myOnlineMeeting: [] } }]);
  await send("POST", list.replace("833", "83"), { subject: "Budget" });
  return statuses;
}

/** Each switch with its first value, with its second one, and so on. */
const choose = (place: number) =>
  toSwitches(
    Object.fromEntries(
      Object.entries(switches).map(([name, { values }]) => [name, String(values[place % values.length])]),
    ),
  );

test.each<[string, FetchMockOptions]>([
  ...dialects.map((dialect): [string, FetchMockOptions] => [`the dialect ${dialect}`, { dialect }]),
  ...[0, 1, 2].map((place): [string, FetchMockOptions] => [
    `value ${place} of each switch`,
    { switches: choose(place) },
  ]),
])("whatever a mock was through, another one takes what it has saved: %s", async (_, options) => {
  await using first = await createMock(options);
  const statuses = await useInManyWays(first);
  expect(statuses.filter((status) => status > 299)).toEqual([404, 404]);
  const saved = await first.save();
  await using second = await createMock();
  await second.restore(saved);
  expect(await second.save()).toEqual(stored(saved));
});

test("a store in a file takes what a mock in memory has saved, and the other way round", async () => {
  await using first = await createMock();
  await useInManyWays(first);
  await using second = await createStoredMock();
  await second.mock.restore(await first.save());
  const saved = await second.mock.save();
  expect(saved).toEqual(stored(await first.save()));
  await first.restore(saved);
  expect(await first.save()).toEqual(saved);
});
