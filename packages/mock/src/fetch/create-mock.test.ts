import { getEventListeners } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { createMock } from "./create-mock.ts";

const url = "https://fe1.contoso.com/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";
const headers = { authorization: "Bearer cwt=anything", "content-type": "application/json" };

afterEach(() => void vi.useRealTimers());

test("a request that is called off while the mock responds rejects with the reason", async () => {
  const [reason, caller] = [new Error("The window was closed."), new AbortController()];
  await using mock = await createMock({ log: () => caller.abort(reason) });
  await expect(mock.fetch(url, { headers, signal: caller.signal })).rejects.toBe(reason);
});

test("what fails while the mock responds is what fetch rejects with, unless nobody is there any more", async () => {
  const [reason, caller] = [new Error("Closed."), new AbortController()];
  await using mock = await createMock({
    fault: "reset",
    log: ({ method }) => method === "DELETE" && caller.abort(reason),
  });
  await expect(mock.fetch(url, { headers })).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
  await expect(mock.fetch(url, { method: "DELETE", headers, signal: caller.signal })).rejects.toBe(reason);
});

/** A mock whose middleware never ends, and the moment when it was called. */
async function createHanging(closeTimeout = 0) {
  const called = Promise.withResolvers<void>();
  const middleware = () => {
    called.resolve();
    return new Promise<never>(() => {});
  };
  return { mock: await createMock({ middleware, closeTimeout }), called: called.promise };
}

test("a request that is called off while middleware hangs rejects with the reason, and listens no more", async () => {
  const { mock, called } = await createHanging();
  const [reason, caller] = [new Error("The window was closed."), new AbortController()];
  const request = new Request(url, { headers, signal: caller.signal });
  const responded = mock.fetch(request);
  await called;
  caller.abort(reason);
  await expect(responded).rejects.toBe(reason);
});

test("close() cuts off a request whose middleware hangs", async () => {
  const { mock, called } = await createHanging();
  const failure = mock.fetch(url, { headers }).catch((error: unknown) => error);
  await called;
  await mock.close();
  expect(await failure).toBeInstanceOf(TypeError);
  expect(await failure).toMatchObject({ cause: { message: "The mock is closed." } });
});

test("a request that is over listens to nothing", async () => {
  await using mock = await createMock();
  const { signal } = new AbortController();
  for (let count = 0; count < 3; count += 1) await mock.fetch(new Request(url, { headers, signal }));
  const listening = new Request(url, { signal });
  await mock.fetch(listening);
  expect(getEventListeners(listening.signal, "abort")).toHaveLength(0);
});

test("a request that was called off before rejects with its reason, even where the mock is closed", async () => {
  const reason = new Error("The window was closed.");
  const mock = await createMock();
  await mock.close();
  await expect(mock.fetch(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

test("a mock takes a body of up to a mebibyte by default, and counts how long a request takes from its start", async () => {
  await using mock = await createMock();
  const put = (length: number) => mock.fetch(url, { method: "PUT", headers, body: " ".repeat(length) });
  expect((await put(1_048_576)).status).toBe(400);
  expect((await put(1_048_577)).status).toBe(413);
  for (const { milliseconds } of mock.requests) {
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(20_000);
  }
});

test("close() waits for requests in flight, and leaves no timer that keeps the process alive", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const mock = await createMock({ closeTimeout: 60_000 });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const answered = mock.fetch(new Request(url, { method: "PUT", headers, body: readable, duplex: "half" }));
  const closed = mock.close();
  expect(vi.getTimerCount()).toBe(1);
  await writable.close();
  await closed;
  expect(mock.requests).toMatchObject([{ method: "PUT" }]);
  expect(vi.getTimerCount()).toBe(0);
  expect((await answered).status).toBe(400);
});
