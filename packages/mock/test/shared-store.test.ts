import { expect, test } from "vitest";
import { createMemoryStore, type StateStore, type StoredMock, StoreUnavailableError, startMock } from "../src/index.ts";
import { ask, extensions, meeting, type Server, selfOf } from "./support/ask.ts";

/** A store in another process, as a mock sees it: it can be away, and cannot be asked at once. */
function createRemoteStore() {
  const memory = createMemoryStore();
  const away = new Set<keyof StoredMock | "store">();
  const fail = () => Promise.reject(new StoreUnavailableError("The store is away."));
  const { peek, ...methods } = memory;
  const store: StateStore = {
    ...methods,
    create: (...args) => (away.has("store") ? fail() : memory.create(...args)),
    async open(id) {
      if (away.has("store")) return fail();
      const mock = await memory.open(id);
      return mock && new Proxy(mock, { get: (_, name) => property(mock, name) });
    },
  };
  const property = (mock: StoredMock, name: string | symbol): unknown => {
    if ([...away].some((method) => method === name)) return fail;
    const value: unknown = Reflect.get(mock, name, mock);
    return typeof value === "function" ? value.bind(mock) : value;
  };
  return { store, away };
}

test("two mocks with one store are one mock: resources, faults, counters, resets and sandboxes", async () => {
  const { store } = createRemoteStore();
  await using one = await startMock({ store });
  await using two = await startMock({ store });
  await ask(one, meeting, { method: "PUT", json: { subject: "Budget" } });
  expect((await ask(two, meeting)).json.subject).toBe("Budget");
  const ids = [
    await ask(one, extensions, { method: "POST", json: {} }),
    await ask(two, extensions, { method: "POST", json: {} }),
  ];
  expect(ids[0]?.json.id).not.toBe(ids[1]?.json.id);
  await one.fault("unavailable", { times: 2 });
  const statuses = [await ask(two, meeting), await ask(one, meeting), await ask(two, meeting)].map(
    ({ status }) => status,
  );
  expect(statuses).toEqual([503, 503, 200]);
  const sandbox = await ask(one, "/__mock/sandboxes", { method: "POST" });
  expect((await ask(two, `/sandboxes/${sandbox.json.id}${meeting}`)).status).toBe(200);
  const entries: unknown[] = JSON.parse((await ask(two, "/__mock/requests")).text);
  expect(entries).toHaveLength(7);
  await ask(two, "/__mock/reset", { method: "POST" });
  expect((await ask(one, meeting)).json.subject).toBe("Quarterly sales numbers");
});

test("the links of a mock whose store is elsewhere are those of any other", async () => {
  await using mock = await startMock({ store: createRemoteStore().store });
  expect(selfOf(await ask(mock, meeting))).toBe(meeting);
});

test("a mock that starts on a store that is in use leaves what is there", async () => {
  const { store } = createRemoteStore();
  await using one = await startMock({ store });
  await ask(one, meeting, { method: "PUT", json: { subject: "Budget" } });
  await using two = await startMock({ store });
  expect((await ask(two, meeting)).json.subject).toBe("Budget");
});

test("a journal that is in another process has to be asked for there", async () => {
  await using mock = await startMock(createRemoteStore());
  expect(() => mock.requests).toThrow(
    "requests: expected a store in this process, got another one. Use GET /__mock/requests.",
  );
});

test("while the store is away, each request gets 503 with the time to wait, and afterwards all is as it was", async () => {
  const { store, away } = createRemoteStore();
  await using mock = await startMock({ store, dialect: "deployed" });
  const { id } = (await ask(mock, "/__mock/sandboxes", { method: "POST" })).json;
  const before = await ask(mock, meeting);
  away.add("store");
  const paths = [meeting, `/sandboxes/${id}${meeting}`, "/__mock/requests"];
  for (const path of paths) {
    const { status, json, headers } = await ask(mock, path);
    expect([path, status, json.code, headers.get("retry-after")]).toEqual([path, 503, "ServiceUnavailable", "1"]);
  }
  const xml = await ask(mock, meeting, { headers: { accept: "application/xml" } });
  expect([xml.status, xml.text]).toEqual([503, expect.stringContaining("The store is away.")]);
  expect((await ask(mock, "/__mock/health")).status).toBe(200);
  away.delete("store");
  expect((await ask(mock, meeting)).text).toBe(before.text);
});

test("what was done before the store went away is answered as done", async () => {
  const { store, away } = createRemoteStore();
  await using mock: Server & AsyncDisposable = await startMock({ store, dialect: "deployed" });
  away.add("append").add("countUp");
  const { headers, status } = await ask(mock, meeting);
  expect([status, headers.get("x-ms-correlation-id")]).toEqual([200, null]);
  away.add("get").add("getWithChildren");
  expect((await ask(mock, meeting)).status).toBe(503);
});
