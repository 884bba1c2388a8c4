import { STATUS_CODES } from "node:http";
import { describe, expect, test } from "vitest";
import { ClockError, createMock, MockError, SeedError, UnknownFaultError, UnknownSwitchError } from "../src/fetch.ts";
import { statusTexts } from "../src/http/status-text.ts";
import { fire, handle } from "../src/service-worker.ts";
import { ask, meeting } from "./support/ask.ts";
import { loopback, otherWays } from "./support/ways-in.ts";

const origin = "https://fe1.contoso.com";
const url = origin + meeting;
const authorization = "Bearer cwt=anything";
const json = { authorization, "content-type": "application/json" };
const withFault = (fault: string) => ({ headers: { authorization, prefer: `ucwa-fault="${fault}"` } });
const ways = [loopback, ...otherWays];

/** A body that comes in pieces for as long as somebody reads it. */
function endless() {
  const seen = { pieces: 0, canceled: false };
  const body = new ReadableStream({
    pull(controller) {
      seen.pieces += 1;
      controller.enqueue(new Uint8Array(1000).fill(0x20));
    },
    cancel() {
      seen.canceled = true;
    },
  });
  return { body, seen };
}

/** A body that never comes. */
function silent() {
  const seen = { canceled: false };
  const body = new ReadableStream({
    cancel() {
      seen.canceled = true;
    },
  });
  return { body, seen };
}

const put = (body: ReadableStream, signal?: AbortSignal) =>
  ({ method: "PUT", headers: json, body, duplex: "half", ...(signal && { signal }) }) as const;

describe("a mock is a fetch, which needs no port", () => {
  test("to every host, with a URL or a request", async () => {
    await using mock = await createMock();
    for (const input of [url, new URL(url), new Request(url), `http://localhost:8080${meeting}#part`]) {
      const response = await mock.fetch(input, { headers: { authorization } });
      expect([response.status, response.statusText, response.ok]).toEqual([200, "OK", true]);
      expect(response.url).toBe(new Request(input).url.split("#")[0]);
      expect(await response.json()).toMatchObject({ rel: "myOnlineMeeting" });
    }
    const request = new Request(url, { method: "DELETE", headers: { authorization } });
    expect((await mock.fetch(request)).status).toBe(204);
    expect(mock.requests.map(({ method, target, status }) => [method, target, status])).toEqual([
      ...Array.from({ length: 4 }, () => ["GET", meeting, 200]),
      ["DELETE", meeting, 204],
    ]);
  });

  test("of which any number share nothing, and which has the controls of a server", async () => {
    await using first = await createMock({ fault: "unavailable" });
    await using second = await createMock({ dialect: "deployed" });
    expect((await first.fetch(url)).status).toBe(503);
    first.fault();
    expect((await first.fetch(url, { method: "DELETE", headers: { authorization } })).status).toBe(204);
    expect((await first.fetch(url, { headers: { authorization } })).status).toBe(404);
    await first.reset();
    expect(first.requests).toEqual([]);
    // It was there at the start.
    expect((await first.fetch(url)).status).toBe(503);
    first.fault();
    const href = "/ucwa/v1/applications/1/onlineMeetings/myOnlineMeetings/STANDUP1";
    await first.seed([{ rel: "myOnlineMeeting", subject: "Stand-up", _links: { self: { href } } }]);
    expect((await first.fetch(origin + href, { headers: { authorization } })).status).toBe(200);
    expect((await second.fetch(url, { headers: { authorization } })).headers.get("etag")).toMatch(/^"\d+"$/);
  });

  test("and can be controlled by requests", async () => {
    await using mock = await createMock();
    const call = (method: string, path: string, body?: string) =>
      mock.fetch(`${origin}/__mock/${path}`, { method, ...(body !== undefined && { body }) });
    expect(await (await call("GET", "health")).json()).toEqual({ status: "ok" });
    expect((await call("PUT", "fault", '{"name":"unavailable","times":1}')).status).toBe(204);
    expect((await mock.fetch(url)).status).toBe(503);
    expect(await (await call("GET", "requests")).json()).toMatchObject([{ status: 503, fault: "unavailable" }]);
    expect((await call("POST", "reset")).status).toBe(204);
    expect(mock.requests).toEqual([]);
  });

  test.each([
    ['{"switches":{"etag":"x"}}', UnknownSwitchError],
    ['{"fault":"reset:3"}', UnknownFaultError],
    ['{"clock":"x"}', ClockError],
    ['{"seed":[{"rel":"x"}]}', SeedError],
    ['{"cors":["x"]}', MockError],
  ])("but not with the options %s", async (options, error) => {
    await expect(createMock(JSON.parse(options))).rejects.toThrow(error);
  });

  test("and rejects what is no request, as fetch does", async () => {
    await using mock = await createMock();
    await expect(mock.fetch("no URL")).rejects.toThrow(TypeError);
    await expect(mock.fetch(url, { body: "x" })).rejects.toThrow(TypeError);
    expect(mock.requests).toEqual([]);
  });
});

describe.each(ways)("a fault is what it is to a real fetch ($name)", ({ name, start }) => {
  test("reset rejects with a TypeError", async () => {
    await using mock = await start();
    const error: unknown = await mock.fetch(mock.url + meeting, withFault("reset")).catch((caught) => caught);
    expect(error).toBeInstanceOf(TypeError);
    // MSW makes the error itself.
    const cause = name === "MSW" ? {} : { cause: { message: "read ECONNRESET", code: "ECONNRESET" } };
    expect(error).toMatchObject({ message: "fetch failed", ...cause });
    expect(mock.requests).toMatchObject([{ status: 0, fault: "reset" }]);
  });

  test("truncate gives the first half of the body, and then fails", async () => {
    await using mock = await start();
    const whole = (await ask(mock, meeting)).text;
    const response = await mock.fetch(mock.url + meeting, withFault("truncate"));
    expect([response.status, response.headers.get("content-length")]).toEqual([200, String(whole.length)]);
    const reader = response.clone().body?.getReader();
    const decoder = new TextDecoder();
    let text = "";
    const readAll = async () => {
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return;
        text += decoder.decode(value, { stream: true });
      }
    };
    await expect(readAll()).rejects.toThrow("terminated");
    expect(text).toBe(whole.slice(0, Math.floor(whole.length / 2)));
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  test("truncate leaves nothing of a response without a body", async () => {
    await using mock = await start();
    await expect(mock.fetch(mock.url + meeting, { method: "DELETE", ...withFault("truncate") })).rejects.toThrow(
      TypeError,
    );
  });

  test("a delay ends with the signal of the request, and with its reason", async () => {
    await using mock = await start();
    const [reason, caller] = [new Error("The window was closed."), new AbortController()];
    const response = mock.fetch(mock.url + meeting, {
      method: "DELETE",
      ...withFault("delay:60000"),
      signal: caller.signal,
    });
    setTimeout(() => caller.abort(reason), 50);
    await expect(response).rejects.toBe(reason);
    expect((await ask(mock, meeting)).status).toBe(200);
    expect(mock.requests).toHaveLength(1);
  });

  test("a request that was called off before is not sent", async () => {
    await using mock = await start();
    const reason = new Error("The window was closed.");
    await expect(
      mock.fetch(mock.url + meeting, { method: "DELETE", headers: json, signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
    expect((await ask(mock, meeting)).status).toBe(200);
    expect(mock.requests).toHaveLength(1);
  });
});

describe.each(ways)("a body that comes as a stream ($name)", ({ start }) => {
  test("is read to its end", async () => {
    await using mock = await start();
    const pieces = ['{"sub', 'ject":"Bud', 'get"}'].map((text) => new TextEncoder().encode(text));
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    const response = await mock.fetch(mock.url + meeting, put(body));
    expect([response.status, await response.json()]).toMatchObject([200, { subject: "Budget" }]);
  });

  test("and is too large is 413", async () => {
    await using mock = await start({ bodyLimit: 10_000 });
    const { body } = endless();
    const chunks = body.pipeThrough(limitTo(15));
    expect((await mock.fetch(mock.url + meeting, put(chunks))).status).toBe(413);
  });

  test("and fails is a TypeError with the reason", async () => {
    await using mock = await start();
    const reason = new Error("The disk is gone.");
    const body = new ReadableStream({ pull: (controller) => controller.error(reason) });
    await expect(mock.fetch(mock.url + meeting, put(body))).rejects.toThrow(TypeError);
    expect((await ask(mock, meeting)).json.subject).not.toBe("");
    expect(mock.requests).toHaveLength(1);
  });
});

/** Ends a stream after so many pieces. */
function limitTo(pieces: number) {
  let left = pieces;
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= 1;
      if (left >= 0) controller.enqueue(chunk);
      else controller.terminate();
    },
  });
}

describe("in process, a body that comes as a stream", () => {
  test("is not read any further than the limit, and the stream hears of it", async () => {
    await using mock = await createMock({ bodyLimit: 10_000 });
    const { body, seen } = endless();
    const response = await mock.fetch(url, put(body));
    expect([response.status, await response.json()]).toMatchObject([413, { code: "EntityTooLarge" }]);
    expect(seen).toEqual({ pieces: 11, canceled: true });
  });

  test("ends with the signal of the request", async () => {
    await using mock = await createMock();
    const [reason, caller] = [new Error("The window was closed."), new AbortController()];
    const { body, seen } = silent();
    const response = mock.fetch(url, put(body, caller.signal));
    setTimeout(() => caller.abort(reason), 20);
    await expect(response).rejects.toBe(reason);
    expect(seen.canceled).toBe(true);
    expect(mock.requests).toEqual([]);
  });

  test("and has something else than bytes in it is a TypeError", async () => {
    await using mock = await createMock();
    const body = new ReadableStream({ pull: (controller) => controller.enqueue("text") });
    await expect(mock.fetch(url, put(body))).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "The body: expected bytes, got string." },
    });
  });
});

describe("close()", () => {
  test("ends the delays of requests in flight, and takes no more", async () => {
    const mock = await createMock();
    const slow = mock.fetch(url, withFault("delay:60000"));
    await new Promise((resolve) => setTimeout(resolve, 20));
    await mock.close();
    expect((await slow).status).toBe(200);
    await expect(mock.fetch(url)).rejects.toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "The mock is closed." },
    });
    await mock.close();
  });

  test("cuts off a body that does not come", async () => {
    const mock = await createMock({ closeTimeout: 30 });
    const { body, seen } = silent();
    const waiting = mock.fetch(url, put(body));
    const ended = expect(waiting).rejects.toMatchObject({
      name: "TypeError",
      cause: { message: "The mock is closed." },
    });
    await mock.close();
    await ended;
    expect(seen.canceled).toBe(true);
  });
});

describe("a response", () => {
  test("to HEAD has the headers of the one to GET, and no body", async () => {
    await using mock = await createMock();
    const [get, head] = await Promise.all(["GET", "HEAD"].map((method) => mock.fetch(`${origin}/`, { method })));
    expect(Object.fromEntries(head?.headers ?? [])).toEqual(Object.fromEntries(get?.headers ?? []));
    expect(Number(get?.headers.get("content-length"))).toBe((await get?.text())?.length);
    expect(head?.body).toBeNull();
  });

  test("of 204 and 304 has no body", async () => {
    await using mock = await createMock();
    const unchanged = await mock.fetch(url, { headers: { authorization, "if-none-match": "*" } });
    const deleted = await mock.fetch(url, { method: "DELETE", headers: { authorization } });
    for (const [response, status] of [
      [unchanged, 304],
      [deleted, 204],
    ] as const) {
      expect([response.status, response.body, response.headers.has("content-length")]).toEqual([status, null, false]);
    }
  });

  test("has the reason phrase that Node's server sends", () => {
    for (const [status, text] of Object.entries(statusTexts))
      expect([status, text]).toEqual([status, STATUS_CODES[status]]);
  });
});

test("a service worker's functions say so where they are called elsewhere", async () => {
  await using mock = await createMock();
  expect(() => fire(mock)).toThrow("fire: expected to be called in a service worker, got called elsewhere.");
  expect(() => handle(mock)).toThrow("handle: expected to be called in a service worker, got called elsewhere.");
});
