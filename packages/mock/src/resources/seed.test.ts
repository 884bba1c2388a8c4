import { expect, test } from "vitest";
import { SeedError, StoreFullError, StoreUnavailableError } from "../errors.ts";
import { createDetachedMock, defaultLimits } from "../state/memory-store.ts";
import { earliestExpiration, isStored, loadSeeds, planSeeds, resolveSeedPath, type Seed, toSeeds } from "./seed.ts";

const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const seed = (path: string, properties: object = {}): Seed => ({
  ...properties,
  _links: { self: { href: `${meetings}${path}` } },
});
const meeting = (id: string, properties: object = {}) => seed(`/${id}`, { rel: "myOnlineMeeting", ...properties });
const extension = (path: string, properties: object = {}) =>
  seed(`/${path}`, { rel: "onlineMeetingExtension", ...properties });

test("a meeting is planned below its application, with what it embeds below it", () => {
  const plan = planSeeds([
    meeting("810", {
      subject: "Budget",
      etag: "1",
      expirationTime: "1970-01-01T00:00:01Z",
      _embedded: { onlineMeetingExtension: [extension("810/extensions/a", { id: "a" })] },
    }),
  ]);
  const path = "/applications/833/onlineMeetings/myOnlineMeetings/810";
  expect(plan).toEqual({
    entries: [
      { key: "833", path, properties: {} },
      { key: "833/810", path, properties: { subject: "Budget", expirationTime: "/Date(1000)/" } },
      { key: "833/810/a", path: `${path}/onlineMeetingExtensions/a`, properties: { id: "a" } },
    ],
    needed: new Map(),
    removes: ["833/810", "833/810/a"],
    empties: [],
  });
});

test("an embedded resource that is alone is planned like one in a list", () => {
  const { entries } = planSeeds([
    meeting("810", { _embedded: { onlineMeetingExtension: extension("810/extensions/a"), other: [meeting("811")] } }),
  ]);
  expect(entries.map(({ key }) => key)).toEqual(["833", "833/810", "833/810/a"]);
});

test("a list is planned with its meetings, and a predefined one stays one", () => {
  const list = seed("", {
    rel: "myOnlineMeetings",
    _embedded: {
      myOnlineMeeting: [meeting("810"), meeting("811")],
      myAssignedOnlineMeeting: [seed("/812", { rel: "myAssignedOnlineMeeting" })],
    },
  });
  expect(planSeeds([list]).entries).toMatchObject([
    { key: "833", properties: {} },
    { key: "833/810", properties: {} },
    { key: "833/811", properties: {} },
    { key: "833/812", properties: { rel: "myAssignedOnlineMeeting" } },
  ]);
  expect(planSeeds([seed("", { rel: "myOnlineMeetings" })]).entries).toEqual([
    { key: "833", path: "/applications/833/onlineMeetings/myOnlineMeetings", properties: {} },
  ]);
});

test("an extension needs its meeting, which may be among the seeds, or a copy of another", () => {
  const one = extension("810/extensions/a", { id: "a" });
  expect(planSeeds([one])).toEqual({
    entries: [{ key: "833/810/a", path: expect.stringMatching(/\/810\/.*\/a$/), properties: { id: "a" } }],
    needed: new Map([["833/810", expect.stringContaining("/833/onlineMeetings/myOnlineMeetings/810/")]]),
    removes: ["833/810/a"],
    empties: [],
  });
  const { needed, entries } = planSeeds([one, meeting("810", { subject: "Budget" })]);
  expect([needed.size, entries[1]]).toMatchObject([0, { key: "833/810", properties: { subject: "Budget" } }]);
  const copied = planSeeds([one], meeting("1", { subject: "Template" }));
  expect([copied.needed.size, copied.entries[1]]).toMatchObject([
    0,
    { key: "833/810", properties: { subject: "Template" } },
  ]);
});

test("a set of extensions is planned as its extensions", () => {
  const set = seed("/810/extensions", {
    rel: "onlineMeetingExtensions",
    _embedded: { onlineMeetingExtension: [extension("810/extensions/a"), extension("810/extensions/b")] },
  });
  expect(planSeeds([set, meeting("810")]).entries.map(({ key }) => key)).toEqual([
    "833",
    "833/810",
    "833/810/a",
    "833/810/b",
  ]);
});

test("a seed that comes twice is planned once, and two that differ are refused", () => {
  const first = meeting("810", { subject: "First" });
  const { entries } = planSeeds([first, { ...first, etag: "7" }]);
  expect(entries[1]?.properties).toEqual({ subject: "First" });
  expect(() => planSeeds([first, meeting("810", { subject: "Second" })])).toThrow(
    new SeedError(
      "seed /applications/833/onlineMeetings/myOnlineMeetings/810: expected one seed for each address, got two that differ.",
    ),
  );
});

test("a copied meeting gives way to a seed, and is copied once", () => {
  const extensions = [extension("810/extensions/a"), extension("811/extensions/a"), extension("811/extensions/b")];
  const { entries } = planSeeds([...extensions, meeting("810", { subject: "Own" })], meeting("1", { subject: "Copy" }));
  expect(entries.map(({ key, properties }) => [key, properties.subject])).toEqual([
    ["833", undefined],
    ["833/810", "Own"],
    ["833/810/a", undefined],
    ["833/811", "Copy"],
    ["833/811/a", undefined],
    ["833/811/b", undefined],
  ]);
});

test.each([
  ["myOnlineMeetings", "", "myOnlineMeeting", "810/extensions/a", "{onlineMeetingId}"],
  ["myOnlineMeetings", "", "myAssignedOnlineMeeting", "810/extensions", "{onlineMeetingId}"],
  [
    "myOnlineMeeting",
    "/810",
    "onlineMeetingExtension",
    "810",
    "{onlineMeetingId}/onlineMeetingExtensions/{onlineMeetingExtensionId}",
  ],
])("in %s%s, a %s is not at %s", (rel, path, embeddedRel, wrong, form) => {
  const embedding = seed(path, { rel, _embedded: { [embeddedRel]: [seed(`/${wrong}`)] } });
  const list = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
  const address = resolveSeedPath(seed(`/${wrong}`)).path;
  expect(() => planSeeds([embedding])).toThrow(
    new SeedError(`seed ${address}: expected _links.self.href in the form of ${list}/${form}, got another.`),
  );
});

test("an id is no longer than 255 characters, in a path and in a property", () => {
  const longest = "i".repeat(255);
  expect(planSeeds([meeting(longest)]).entries).toHaveLength(2);
  const error = /^seed \/applications\/833\/.{1,240}…?: expected ids of at most 255 characters, got a longer one\.$/;
  expect(() => planSeeds([meeting(`${longest}i`)])).toThrow(error);
  expect(() => planSeeds([meeting("1"), extension("1/extensions/a", { id: `${longest}i` })])).toThrow(error);
  expect(planSeeds([meeting("1"), extension("1/extensions/a", { id: longest })]).entries).toHaveLength(3);
});

test("an address that is wrong is told in short", () => {
  const embedded = { onlineMeetingExtension: [seed(`/${"i".repeat(300)}`)] };
  expect(() => planSeeds([meeting("810", { _embedded: embedded })])).toThrow(/^seed .{255}…: expected _links/);
});

test("a seed is where its self link is, below any prefix", () => {
  expect(resolveSeedPath(meeting("810"))).toMatchObject({
    path: "/applications/833/onlineMeetings/myOnlineMeetings/810",
    ids: { applicationId: "833", onlineMeetingId: "810" },
  });
  expect([isStored(meeting("810")), isStored(seed("")), isStored(extension("810/extensions"))]).toEqual([
    true,
    true,
    true,
  ]);
});

test.each([
  [{}, "none"],
  [{ _links: {} }, "none"],
  [{ _links: { self: { href: 7 } } }, "none"],
  [{ _links: { self: { href: "/nothing" } } }, '"/nothing"'],
  [{ _links: { self: { href: `${meetings}/%FF` } } }, `"${meetings}/%FF"`],
])("%j is nowhere", (wrong, actual) => {
  const form = /^seed: expected _links\.self\.href in the form of (\/applications\/\{applicationId\}\S+( or |, got ))+/;
  expect(() => resolveSeedPath(wrong)).toThrow(SeedError);
  expect(() => resolveSeedPath(wrong)).toThrow(form);
  expect(() => resolveSeedPath(wrong)).toThrow(`, got ${actual}.`);
});

test("a seed that is nowhere is told where it may be", () => {
  const list = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
  const set = `${list}/{onlineMeetingId}/onlineMeetingExtensions`;
  expect(() => resolveSeedPath({})).toThrow(
    new SeedError(
      `seed: expected _links.self.href in the form of ${list}/{onlineMeetingId} or ${set} or ${set}/{onlineMeetingExtensionId} or ${list}, got none.`,
    ),
  );
});

/** A mock with two meetings, of which one has two extensions, and what it has after some seeds. */
async function createLoaded() {
  const mock = createDetachedMock();
  const load = (...seeds: Seed[]) => loadSeeds(mock, planSeeds(seeds));
  await load(meeting("810"), meeting("811"), extension("810/extensions/a", { id: "a" }), extension("810/extensions/b"));
  const keys = async () => (await mock.save()).store.entries.map(({ key }) => key).sort();
  return { mock, load, keys };
}

test("a meeting that is seeded later replaces what is at its place, with all below it, and nothing else", async () => {
  const { mock, load, keys } = await createLoaded();
  await load(meeting("810", { subject: "Budget" }), meeting("812"));
  expect(await keys()).toEqual(["833", "833/810", "833/811", "833/812"]);
  expect((await mock.get("833/810"))?.properties).toEqual({ subject: "Budget" });
});

test("an extension that is seeded later replaces the one at its place", async () => {
  const { mock, load, keys } = await createLoaded();
  await load(extension("810/extensions/a", { id: "a", row: "12" }));
  expect(await keys()).toEqual(["833", "833/810", "833/810/a", "833/810/b", "833/811"]);
  expect((await mock.get("833/810/a"))?.properties).toEqual({ id: "a", row: "12" });
});

test("a set of extensions that is seeded later replaces those of its meeting", async () => {
  const { load, keys } = await createLoaded();
  const embedded = { onlineMeetingExtension: [extension("810/extensions/c")] };
  await load(seed("/810/extensions", { rel: "onlineMeetingExtensions", _embedded: embedded }));
  expect(await keys()).toEqual(["833", "833/810", "833/810/c", "833/811"]);
});

test("a list that is seeded later replaces the meetings of its application", async () => {
  const { load, keys } = await createLoaded();
  await load(seed("", { rel: "myOnlineMeetings", _embedded: { myOnlineMeeting: [meeting("812")] } }));
  expect(await keys()).toEqual(["833", "833/812"]);
});

test("an extension without its meeting is refused, and so are all seeds with it", async () => {
  const { load, keys } = await createLoaded();
  const before = await keys();
  await expect(load(meeting("812"), extension("813/extensions/a"))).rejects.toThrow(
    new SeedError(
      "seed /applications/833/onlineMeetings/myOnlineMeetings/813/onlineMeetingExtensions/a: expected its meeting among the seeds or in the mock, got none.",
    ),
  );
  expect(await keys()).toEqual(before);
});

test("a set without extensions needs its meeting, too", async () => {
  const { load } = await createLoaded();
  await expect(load(seed("/813/extensions", { rel: "onlineMeetingExtensions" }))).rejects.toThrow(
    "myOnlineMeetings/813/onlineMeetingExtensions: expected its meeting among the seeds or in the mock, got none.",
  );
});

test("an extension that is embedded in another meeting needs its own, too", async () => {
  const { load } = await createLoaded();
  const other = meeting("811", { _embedded: { onlineMeetingExtension: extension("813/extensions/a") } });
  await expect(load(other)).rejects.toThrow(
    "myOnlineMeetings/813/onlineMeetingExtensions/a: expected its meeting among the seeds or in the mock, got none.",
  );
  expect([...planSeeds([other]).needed.keys()]).toEqual(["833/813"]);
});

test("an id that is taken is refused, and so are all seeds with it", async () => {
  const { load, keys } = await createLoaded();
  const before = await keys();
  await expect(load(meeting("812"), extension("810/extensions/c", { id: "a" }))).rejects.toThrow(
    new SeedError(
      'seed /applications/833/onlineMeetings/myOnlineMeetings/810/onlineMeetingExtensions/c: /id: expected one that no other resource beside it has, got "a".',
    ),
  );
  expect(await keys()).toEqual(before);
});

test("seeds that are too much say so; that a store is away is told as it is", async () => {
  const full = createDetachedMock({ ...defaultLimits, entries: 1 });
  await expect(loadSeeds(full, planSeeds([meeting("810")]))).rejects.toMatchObject({
    name: "SeedError",
    message: "seed: expected resources that the mock has room for, got more.",
    cause: expect.any(StoreFullError),
  });
  const away = new StoreUnavailableError("The store is away.");
  const mock = Object.assign(createDetachedMock(), { apply: () => Promise.reject(away) });
  await expect(loadSeeds(mock, planSeeds([meeting("810")]))).rejects.toBe(away);
});

test("seeds are a resource or a list of them", () => {
  expect([toSeeds({ rel: "a" }), toSeeds([{ rel: "a" }]), toSeeds([])]).toEqual([[{ rel: "a" }], [{ rel: "a" }], []]);
  for (const wrong of [undefined, null, "a", [null], [[]]]) {
    expect(() => toSeeds(wrong)).toThrow(
      new SeedError("seed: expected a resource as a GET returns it in JSON, or a list of them, got something else."),
    );
  }
});

test("the earliest time at which a meeting ends is that of all seeds that say one", () => {
  const ends = ["1970-01-01T00:00:02Z", undefined, "/Date(1000)/", "soon"];
  expect(earliestExpiration(ends.map((expirationTime) => ({ expirationTime })))).toBe(1000);
});
