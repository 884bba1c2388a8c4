import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { MockError } from "./errors.ts";
import { fire, handle, type RequestEvent } from "./service-worker.ts";

const scope = "https://app.contoso.com/demo/";
const mock = { fetch: async () => new Response("from the mock") };

/** What events of a service worker have. */
interface WorkerEvent extends RequestEvent {
  waitUntil(promise: Promise<unknown>): void;
}

const listeners = new Map<string, (event: WorkerEvent) => void>();
const claim = vi.fn(async () => {});
const skipWaiting = vi.fn(async () => {});

beforeEach(() => {
  listeners.clear();
  vi.stubGlobal("registration", { scope });
  vi.stubGlobal("clients", { claim });
  vi.stubGlobal("skipWaiting", skipWaiting);
  vi.stubGlobal("addEventListener", (type: string, listener: (event: WorkerEvent) => void) =>
    listeners.set(type, listener),
  );
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

/** What a listener responds to a request; undefined where the request goes to the network. */
async function respond(listener: (event: WorkerEvent) => void, url: string): Promise<string | undefined> {
  const responses: Promise<Response>[] = [];
  listener({
    request: new Request(url),
    respondWith: (promise) => void responses.push(promise),
    waitUntil: () => {},
  });
  return (await responses[0])?.text();
}

test("a mock responds to the requests of its own pages that are for it, and no others", async () => {
  const listener = handle(mock);
  expect(await respond(listener, "https://app.contoso.com/ucwa/v1/nothing")).toBe("from the mock");
  expect(await respond(listener, "https://app.contoso.com/index.html")).toBeUndefined();
  expect(await respond(listener, "https://fe1.contoso.com/ucwa/v1/nothing")).toBeUndefined();
});

test("a mock that is still being created responds when it is there", async () => {
  expect(await respond(handle(Promise.resolve(mock)), "https://app.contoso.com/ucwa/v1")).toBe("from the mock");
});

test("with a base URL, a mock responds to what is below it, relative to the worker or on another origin", async () => {
  const relative = handle(mock, { baseUrl: "api" });
  expect(await respond(relative, `${scope}api/nothing`)).toBe("from the mock");
  expect(await respond(relative, "https://app.contoso.com/api/nothing")).toBeUndefined();
  const absolute = handle(mock, { baseUrl: "https://fe1.contoso.com" });
  expect(await respond(absolute, "https://fe1.contoso.com/nothing")).toBe("from the mock");
  expect(() => handle(mock, { baseUrl: "https://:/" })).toThrow(MockError);
});

test("fire() has the mock respond at once, also to pages that are open", async () => {
  fire(mock, { baseUrl: "api" });
  expect([...listeners.keys()].toSorted()).toEqual(["activate", "fetch", "install"]);
  const waited: unknown[] = [];
  const send = (type: string) =>
    listeners.get(type)?.({
      request: new Request(scope),
      respondWith: () => {},
      waitUntil: (promise) => void waited.push(promise),
    });
  const calls = () => [skipWaiting.mock.calls.length, claim.mock.calls.length, waited.length];
  expect(calls()).toEqual([0, 0, 0]);
  send("install");
  expect(calls()).toEqual([1, 0, 1]);
  send("activate");
  expect(calls()).toEqual([1, 1, 2]);
  const listener = listeners.get("fetch") ?? (() => {});
  expect(await respond(listener, `${scope}api/x`)).toBe("from the mock");
});

test.each(["registration", "skipWaiting"])("outside a service worker, without %s, nothing can be handled", (name) => {
  vi.unstubAllGlobals();
  expect(() => fire(mock)).toThrow("fire: expected to be called in a service worker, got called elsewhere.");
  vi.stubGlobal(name === "registration" ? "skipWaiting" : "registration", { scope });
  expect(() => handle(mock)).toThrow(
    new MockError("handle: expected to be called in a service worker, got called elsewhere."),
  );
});
