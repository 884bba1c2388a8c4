import { expect, test } from "vitest";
import { HttpError } from "./contract/http-error.ts";
import type { MockRequest } from "./http/request.ts";
import { createMockHandler, type MockHandler } from "./mock.ts";
import { createMemoryStore } from "./state/memory-store.ts";

const meetings = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings";
const connection = { started: 0, pause: async () => {} };

function send(
  { handle }: MockHandler,
  method: string,
  target: string,
  headers: Record<string, string> = {},
  text = "",
) {
  const bytes = new TextEncoder().encode(text);
  const body: MockRequest["body"] = text === "" ? { kind: "none" } : { kind: "bytes", bytes };
  const sent = { authorization: "Bearer cwt=anything", "content-type": "application/json", ...headers };
  return handle({ method, target, headers: sent, body }, connection);
}

const post = (mock: MockHandler) => send(mock, "POST", meetings, {}, '{"subject":"Budget"}');

test("bytes that are no request get the document's error, and are in the journal as nothing but that", async () => {
  const mock = await createMockHandler({ switches: { serverHeaders: "on" } });
  const { status, headers, body } = await mock.reject(new HttpError(400, "BadRequest", "The request: expected HTTP."));
  expect([status, headers["content-type"], headers["cache-control"]]).toEqual([400, "application/json", "no-cache"]);
  expect(JSON.parse(new TextDecoder().decode(body))).toMatchObject({ message: "The request: expected HTTP." });
  const [entry, ...others] = mock.controls.requests;
  expect(others).toEqual([]);
  expect(entry).toMatchObject({ method: "?", target: "", headers: {}, body: "", status: 400, violations: [] });
  expect(entry?.milliseconds).toBeLessThan(20_000);
});

test("a rejection is logged like a request", async () => {
  const logged: number[] = [];
  const mock = await createMockHandler({ log: ({ status }) => logged.push(status) });
  await mock.reject(new HttpError(431, "BadRequest", "The headers: expected fewer.", { documentedStatus: 400 }));
  await send(mock, "GET", `${meetings}/810`);
  expect(logged).toEqual([431, 200]);
});

test("a mock keeps what is written to it, unless it is told not to", async () => {
  for (const [state, status] of [
    [undefined, 404],
    [true, 404],
    [false, 200],
  ] as const) {
    const mock = await createMockHandler(state === undefined ? {} : { state });
    expect((await send(mock, "DELETE", `${meetings}/810`)).status).toBe(204);
    expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(status);
  }
});

test("a user may have as many meetings as the mock is told", async () => {
  const mock = await createMockHandler({ meetingLimit: 1 });
  const statuses = [];
  for (let count = 0; count < 2; count += 1) statuses.push((await post(mock)).status);
  expect(statuses.at(-1)).toBe(409);
  expect((await post(await createMockHandler({}))).status).not.toBe(409);
});

test("a reset restores the resources, the fault, the journal and the correlation ids", async () => {
  const mock = await createMockHandler({ fault: "unavailable", faultRate: 1, switches: { serverHeaders: "on" } });
  const first = await send(mock, "GET", `${meetings}/810`);
  expect(first.status).toBe(503);
  mock.controls.fault();
  await send(mock, "DELETE", `${meetings}/810`);
  expect(mock.controls.requests).toHaveLength(2);
  await mock.controls.reset();
  expect(mock.controls.requests).toEqual([]);
  const again = await send(mock, "GET", `${meetings}/810`);
  expect([again.status, again.headers["x-ms-correlation-id"]]).toEqual([503, first.headers["x-ms-correlation-id"]]);
  mock.controls.fault();
  expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(200);
});

test("the seed of a fault chooses which requests get it", async () => {
  const run = async (options: { faultRate?: number; faultSeed?: number }) => {
    const mock = await createMockHandler({ fault: "unavailable", ...options });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count += 1) statuses.push((await send(mock, "GET", `${meetings}/810`)).status);
    return statuses.join();
  };
  const half = await run({ faultRate: 0.5, faultSeed: 7 });
  expect(await run({ faultRate: 0.5, faultSeed: 7 })).toBe(half);
  expect(await run({ faultRate: 0.5, faultSeed: 8 })).not.toBe(half);
  expect(await run({ faultRate: 0 })).not.toContain("503");
  expect(await run({})).not.toContain("200");
});

test("a mock with seeds has those alone, and takes no wrong ones later", async () => {
  const href = `${meetings}/STANDUP1`;
  const seed = [{ rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } }];
  const mock = await createMockHandler({ seed });
  expect((await send(mock, "GET", href)).status).toBe(200);
  expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(404);
  await expect(
    mock.controls.seed([{ rel: "myOnlineMeeting", subject: 1, _links: { self: { href } } }]),
  ).rejects.toThrow("expected string");
  await expect(createMockHandler({ seed: [{ rel: "x" }] })).rejects.toThrow("seed");
});

test("a mock that goes on from a saved state has the requests of that alone", async () => {
  const mock = await createMockHandler({});
  const saved = await mock.controls.save();
  await send(mock, "GET", `${meetings}/810`);
  await mock.controls.restore(saved);
  expect(mock.controls.requests).toEqual([]);
});

/** A store that is not in this process, and the mocks that were added to it. */
function createRemoteStore() {
  const { peek: _, ...store } = createMemoryStore();
  const created: string[] = [];
  const create: typeof store.create = (id, ...rest) => {
    created.push(id);
    return store.create(id, ...rest);
  };
  return { store: { ...store, create }, created };
}

test("a mock is added to a store once, and again where the store has lost it", async () => {
  const { store, created } = createRemoteStore();
  const [mock] = [await createMockHandler({ store }), await createMockHandler({ store })];
  await send(mock, "DELETE", `${meetings}/810`);
  expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(404);
  expect(created).toEqual(["default"]);
  await store.remove("default");
  expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(200);
  expect(created).toEqual(["default", "default"]);
});

test("a store that loses a mock as soon as it has it is as good as away", async () => {
  const { store } = createRemoteStore();
  const away = "The store lost the mock that was added to it.";
  await expect(createMockHandler({ store: { ...store, open: async () => undefined } })).rejects.toThrow(away);
  let isForgetful = false;
  const open: typeof store.open = async (id) => (isForgetful ? undefined : store.open(id));
  const mock = await createMockHandler({ store: { ...store, open } });
  isForgetful = true;
  const { status, body } = await send(mock, "PUT", `${meetings}/810`, {}, '{"subject":"Budget"}');
  expect([status, JSON.parse(new TextDecoder().decode(body)).message]).toEqual([503, away]);
});

test("a fault is set in a mock that the store in this process has lost, too", async () => {
  const store = createMemoryStore();
  const mock = await createMockHandler({ store });
  await store.remove("default");
  await mock.controls.fault("unavailable");
  expect((await send(mock, "GET", `${meetings}/810`)).status).toBe(503);
});

test("a target may have the absolute form, for controls as for resources", async () => {
  const mock = await createMockHandler({});
  const origin = "http://127.0.0.1:4010";
  const targets = ["/__mock/health", "/", `${meetings}/810`, "/__mock/requests"].map((path) => origin + path);
  for (const target of targets) expect([target, (await send(mock, "GET", target)).status]).toEqual([target, 200]);
  expect(mock.controls.requests.map(({ target }) => target)).toEqual([`${origin}${meetings}/810`]);
});

test("a mock is not made of options of the wrong kind", async () => {
  await expect(createMockHandler({ meetingLimit: -1 })).rejects.toThrow("meetingLimit: expected a whole number from 0");
});

test("a mock that replays a recording has no sandboxes, whose requests it could not respond to", async () => {
  const replay = { "a.har": { log: { entries: [] } } };
  const mock = await createMockHandler({ replay, sandboxes: { limit: 5 } });
  const { status, body } = await send(mock, "POST", "/__mock/sandboxes");
  expect([status, JSON.parse(new TextDecoder().decode(body)).message]).toEqual([403, "The mock allows no sandboxes."]);
});
