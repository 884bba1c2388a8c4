import { describe, expect, test } from "vitest";
import { createMemoryStore, type Seed, SeedError, startMock as startServer } from "../src/index.ts";
import { ask, extensions, meeting } from "./support/ask.ts";
import { startMock } from "./support/ways-in.ts";

const list = meeting.slice(0, meeting.lastIndexOf("/"));
const extension = (segment: string, id: string): Seed => ({
  rel: "onlineMeetingExtension",
  id,
  type: "RoomExtension",
  _links: { self: { href: `${extensions}/${segment}` } },
});
const seedOf = (properties: object, href = meeting): Seed => ({
  rel: "myOnlineMeeting",
  _links: { self: { href } },
  ...properties,
});
const embed = (embedded: Seed, properties = {}) => ({
  _embedded: { onlineMeetingExtension: [{ ...embedded, ...properties }] },
});
const path = extensions.replace(/^\/ucwa\/v1/, "");

/** Seeds that cannot all be there, with what the mock says of them. */
const contradictions: [string, Seed[], string][] = [
  [
    "two extensions of a meeting have one id",
    [seedOf({}), extension("a", "x"), extension("b", "x")],
    `seed ${path}/b: /id: expected one that no other resource beside it has, got "x".`,
  ],
  [
    "a meeting embeds an extension whose self link leads to a meeting",
    [seedOf(embed(extension("a", "x"), { _links: { self: { href: meeting } } }))],
    `seed ${path.slice(0, path.lastIndexOf("/"))}: expected _links.self.href in the form of /applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}/onlineMeetingExtensions/{onlineMeetingExtensionId}, got another.`,
  ],
  [
    "two of one address differ",
    [seedOf({}), extension("a", "x"), { ...extension("a", "x"), row: "12" }],
    `seed ${path}/a: expected one seed for each address, got two that differ.`,
  ],
  [
    "a meeting and what it embeds differ from the same extension by itself",
    [seedOf(embed(extension("a", "x"))), extension("a", "y")],
    `seed ${path}/a: expected one seed for each address, got two that differ.`,
  ],
];

describe.each(contradictions)("where %s", (_, seeds, message) => {
  const wrong = new SeedError(message);

  test("a mock does not start with them", async () => {
    await expect(startMock({ seed: seeds })).rejects.toThrow(wrong);
  });

  test("a mock takes none of them", async () => {
    await using mock = await startMock();
    const before = (await ask(mock, list)).text;
    await expect(mock.seed(seeds)).rejects.toThrow(wrong);
    const { status, json } = await ask(mock, "/__mock/seed", { method: "POST", json: seeds });
    expect([status, json.message]).toEqual([400, message]);
    expect((await ask(mock, list)).text).toBe(before);
  });

  test("a sandbox takes none of them, at its creation and later", async () => {
    await using mock = await startMock();
    const refused = await ask(mock, "/__mock/sandboxes", { method: "POST", json: { seed: seeds } });
    expect([refused.status, refused.json.message]).toEqual([400, message]);
    await using server = await startServer();
    const { id, token } = (await ask(server, "/__mock/sandboxes", { method: "POST" })).json;
    const before = (await ask(server, `/sandboxes/${id}${list}`)).text;
    const headers = { authorization: `Bearer ${token}` };
    const later = await ask(server, `/__mock/sandboxes/${id}/seed`, { method: "POST", json: seeds, headers });
    expect([later.status, later.json.message]).toEqual([400, message]);
    expect((await ask(server, `/sandboxes/${id}${list}`)).text).toBe(before);
  });
});

test("an extension whose id another one of the meeting has is refused, and one with the same address is replaced", async () => {
  await using mock = await startMock({ seed: [seedOf({}), extension("a", "x")] });
  await expect(mock.seed([extension("b", "x")])).rejects.toThrow(SeedError);
  expect((await ask(mock, `${extensions}/b`)).status).toBe(404);
  await mock.seed([{ ...extension("a", "x"), row: "12" }]);
  expect((await ask(mock, `${extensions}/a`)).json).toMatchObject({ id: "x", row: "12" });
  await mock.seed([extension("a", "y"), extension("b", "x")]);
  expect((await ask(mock, `${extensions}/b`)).json).toMatchObject({ id: "x" });
});

test("the same seed may come twice, also embedded in another one", async () => {
  const one = extension("a", "x");
  await using mock = await startMock({ seed: [seedOf({ subject: "Budget" }), one, one] });
  await mock.seed([
    seedOf({ subject: "Budget", etag: "1", ...embed(one, { etag: "2" }) }),
    one,
    seedOf({ subject: "Budget" }),
  ]);
  expect((await ask(mock, extensions)).json).toMatchObject({ _embedded: { onlineMeetingExtension: [{ id: "x" }] } });
});

test("an extension that is embedded somewhere else replaces the one at its address", async () => {
  await using mock = await startMock({ seed: [seedOf({}), extension("a", "x")] });
  const other = seedOf(embed(extension("a", "x"), { row: "12" }), `${list}/811`);
  await mock.seed([other]);
  expect((await ask(mock, `${extensions}/a`)).json).toMatchObject({ row: "12" });
});

test("a meeting that is embedded in the list of another application replaces the one at its address", async () => {
  await using mock = await startMock({ seed: [seedOf({})] });
  const href = list.replace("/833/", "/834/");
  const myOnlineMeeting = [seedOf({ subject: "Budget" })];
  await mock.seed([{ rel: "myOnlineMeetings", _links: { self: { href } }, _embedded: { myOnlineMeeting } }]);
  expect((await ask(mock, meeting)).json).toMatchObject({ subject: "Budget" });
});

test("an extension of a meeting that goes with its list is refused", async () => {
  await using mock = await startMock();
  const empty = { rel: "myOnlineMeetings", _links: { self: { href: list } }, _embedded: { myOnlineMeeting: [] } };
  await expect(mock.seed([empty, extension("a", "x")])).rejects.toThrow(
    new SeedError(`seed ${path}/a: expected its meeting among the seeds or in the mock, got none.`),
  );
  expect((await ask(mock, meeting)).status).toBe(200);
});

test("of two servers with one store that seed the same id at two addresses, one is told so", async () => {
  const store = createMemoryStore();
  await using one = await startServer({ store, seed: [seedOf({})] });
  await using two = await startServer({ store });
  const results = await Promise.allSettled([one.seed([extension("a", "x")]), two.seed([extension("b", "x")])]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
