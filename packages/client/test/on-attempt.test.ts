import { AsyncLocalStorage } from "node:async_hooks";
import type { operations } from "@ucwa-meetings/spec/types";
import { describe, expect, test } from "vitest";
import { type Attempt, type ClientOptions, createClient, type UcwaClient } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const listPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings";
const meetingPath = `${listPath}/{onlineMeetingId}` as const;
const extensionsPath = `${meetingPath}/onlineMeetingExtensions` as const;
const extensionPath = `${extensionsPath}/{onlineMeetingExtensionId}` as const;
const ids = { applicationId: "833", onlineMeetingId: "810" };
const extensionIds = { ...ids, onlineMeetingExtensionId: "seating" };
const address = "/applications/833/onlineMeetings/myOnlineMeetings/810";
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";

/** A client that reports its attempts, and what it has reported. */
function observed(options: ClientOptions) {
  const attempts: Attempt[] = [];
  const onAttempt = (attempt: Attempt) => void attempts.push(attempt);
  return { attempts, ucwa: createClient({ token, retry: { initialDelay: 1 }, ...options, onAttempt }) };
}

const shorten = ({ attempt, status, reason }: Attempt) => [attempt, status, reason && Object(reason).name];

describe.each(representations)("onAttempt, in $name", (representation) => {
  const { options, meeting } = representation;
  const fine = reply(representation, meeting, '"1"');

  test("gets the one attempt of a call, once the whole response is there", async () => {
    const server = await serve(fine);
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, ...options });
    const start = performance.now();
    await ucwa.myOnlineMeeting.get(ids);
    const elapsed = performance.now() - start;
    expect(attempts).toEqual([
      {
        operationId: "getMyOnlineMeeting",
        attempt: 1,
        method: "GET",
        url: server.baseUrl + address,
        status: 200,
        duration: expect.any(Number),
        reason: undefined,
      },
    ]);
    expect(attempts[0]?.duration).toBeGreaterThan(0);
    expect(attempts[0]?.duration).toBeLessThan(elapsed);
  });

  test("gets each retry, redirect and request with a new token, in their order", async () => {
    const server = await serve(
      { status: 429 },
      { status: 503 },
      ({ path }) => ({ status: 307, headers: { location: `${path}/moved` } }),
      { status: 401 },
      fine,
    );
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, token: () => token, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    expect(attempts.map(shorten)).toEqual([
      [1, 429, undefined],
      [2, 503, undefined],
      [3, 307, undefined],
      [4, 401, undefined],
      [5, 200, undefined],
    ]);
    expect(attempts.map(({ url }) => url.endsWith("/moved"))).toEqual([false, false, false, true, true]);
    expect(server.arrivals).toHaveLength(5);
  });

  test("gets a 304 as what it is, though the call has what was read before", async () => {
    const server = await serve(fine, { status: 304 });
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, ...options });
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids);
    expect(attempts.map(shorten)).toEqual([
      [1, 200, undefined],
      [1, 304, undefined],
    ]);
  });

  test("gets a broken connection without a status, and the error that the call may reject with", async () => {
    const server = await serve((_, response) => void response.destroy());
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, retry: { limit: 1, initialDelay: 1 }, ...options });
    const error = await ucwa.myOnlineMeeting.delete(ids).catch((reason: unknown) => reason);
    expect(attempts.map(shorten)).toEqual([
      [1, undefined, "NetworkError"],
      [2, undefined, "NetworkError"],
    ]);
    expect(attempts[1]?.reason).toBe(error);
  });

  test("gets an attempt that ran out of time", async () => {
    const server = await serve(() => undefined);
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, retry: false, timeout: 50, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("within 50 ms");
    expect(attempts.map(shorten)).toEqual([[1, undefined, "TimeoutError"]]);
  });

  test("gets an attempt that the caller aborted, with the caller's reason, and none after it", async () => {
    const controller = new AbortController();
    const server = await serve({ status: 503 }, () => void controller.abort("no longer needed"));
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, ...options });
    const { signal } = controller;
    await expect(ucwa.myOnlineMeeting.get(ids, { signal })).rejects.toBe("no longer needed");
    expect(attempts.map(({ status, reason }) => [status, reason])).toEqual([
      [503, undefined],
      [undefined, "no longer needed"],
    ]);
  });

  test("gets a body that is too large with the status that it came with", async () => {
    const server = await serve({ headers: { "content-type": "text/plain" }, body: "x".repeat(10_000_001) });
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("at most 10000000 bytes");
    expect(attempts.map(shorten)).toEqual([[1, 200, "UnexpectedResponseError"]]);
  });

  test("sees no token, and no query", async () => {
    const moved = { status: 302, headers: { location: `/ucwa/v1/${token.slice(4)}/m?ticket=${token}` } };
    const server = await serve(moved, (_, response) => void response.destroy());
    const { ucwa, attempts } = observed({ baseUrl: server.baseUrl, retry: false, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("expected a response");
    expect(attempts).toHaveLength(2);
    expect(attempts[1]?.url).toBe(`${server.baseUrl}/[redacted]/m`);
    const shown = attempts.map((attempt) => JSON.stringify([attempt, `${attempt.reason}`, Object(attempt.reason)]));
    expect(shown.join()).not.toMatch(/PHNhbWw6|xtbG5/);
  });
});

test("onAttempt is not called where nothing was sent", async () => {
  const fetch = async () => Response.json({ rel: "myOnlineMeeting" });
  const { ucwa, attempts } = observed({ baseUrl: "https://fe1.contoso.com/ucwa/v1", token: "a b", fetch });
  await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("token");
  await expect(ucwa.myOnlineMeeting.get("https://elsewhere.example/m")).rejects.toThrow("href");
  expect(attempts).toEqual([]);
});

test("onAttempt runs in the asynchronous context of the call, so that a span finds its parent", async () => {
  const context = new AsyncLocalStorage<string>();
  const seen: (string | undefined)[] = [];
  const fetch = async () => new Response(null, { status: seen.length % 2 ? 204 : 503 });
  const onAttempt = () => void seen.push(context.getStore());
  const retry = { initialDelay: 1 };
  const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch, retry, onAttempt });
  for (const name of ["first", "second"]) await context.run(name, () => ucwa.myOnlineMeeting.delete(ids));
  expect(seen).toEqual(["first", "first", "second", "second"]);
});

/** A call of each operation, in each layer. `update` reads first. */
const calls: Record<keyof operations, ((ucwa: UcwaClient) => Promise<unknown>)[]> = {
  getMyOnlineMeetings: [
    ({ myOnlineMeetings }) => myOnlineMeetings.list({ applicationId: "833" }),
    ({ GET }) => GET(listPath, { params: { path: { applicationId: "833" } } }),
  ],
  createMyOnlineMeeting: [
    ({ myOnlineMeetings }) => myOnlineMeetings.create({ applicationId: "833" }, {}),
    ({ POST }) => POST(listPath, { params: { path: { applicationId: "833" } }, body: {} }),
  ],
  getMyOnlineMeeting: [
    ({ myOnlineMeeting }) => myOnlineMeeting.get(ids),
    ({ GET }) => GET(meetingPath, { params: { path: ids } }),
  ],
  updateMyOnlineMeeting: [
    ({ myOnlineMeeting }) => myOnlineMeeting.update(ids, {}),
    ({ PUT }) => PUT(meetingPath, { params: { path: ids, header: { "If-Match": '"1"' } }, body: {} }),
  ],
  deleteMyOnlineMeeting: [
    ({ myOnlineMeeting }) => myOnlineMeeting.delete(ids),
    ({ DELETE }) => DELETE(meetingPath, { params: { path: ids } }),
  ],
  getOnlineMeetingExtensions: [
    ({ onlineMeetingExtensions }) => onlineMeetingExtensions.list(ids),
    ({ GET }) => GET(extensionsPath, { params: { path: ids } }),
  ],
  createOnlineMeetingExtension: [
    ({ onlineMeetingExtensions }) => onlineMeetingExtensions.create(ids, { id: "seating" }),
    ({ POST }) => POST(extensionsPath, { params: { path: ids }, body: { id: "seating" } }),
  ],
  getOnlineMeetingExtension: [
    ({ onlineMeetingExtensions }) => onlineMeetingExtensions.get(extensionIds),
    ({ GET }) => GET(extensionPath, { params: { path: extensionIds } }),
  ],
  updateOnlineMeetingExtension: [
    ({ onlineMeetingExtensions }) => onlineMeetingExtensions.update(extensionIds, {}),
    ({ PUT }) => PUT(extensionPath, { params: { path: extensionIds, header: { "If-Match": '"1"' } }, body: {} }),
  ],
  deleteOnlineMeetingExtension: [
    ({ onlineMeetingExtensions }) => onlineMeetingExtensions.delete(extensionIds),
    ({ DELETE }) => DELETE(extensionPath, { params: { path: extensionIds } }),
  ],
};

test.each(Object.entries(calls))("onAttempt has the operationId %s, in both layers", async (operationId, layers) => {
  for (const call of layers) {
    const fetch = async ({ method }: Request) =>
      method === "DELETE" ? new Response(null, { status: 204 }) : Response.json({}, { headers: { etag: '"1"' } });
    const { ucwa, attempts } = observed({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch });
    await call(ucwa);
    expect(attempts.at(-1)?.operationId).toBe(operationId);
  }
});

test("a meeting that the list links to is read with the operation for meetings, also the predefined one", async () => {
  const self = "https://fe1.contoso.com/ucwa/v1/m";
  const links = {
    _links: { myOnlineMeeting: [{ href: `${self}/1` }], myAssignedOnlineMeeting: { href: `${self}/2` } },
  };
  const fetch = async ({ url }: Request) =>
    Response.json(url.startsWith(self) ? { rel: "myOnlineMeeting" } : { rel: "myOnlineMeetings", ...links });
  const { ucwa, attempts } = observed({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch });
  await ucwa.myOnlineMeetings.list({ applicationId: "833" });
  expect(attempts.map(({ operationId }) => operationId)).toEqual([
    "getMyOnlineMeetings",
    "getMyOnlineMeeting",
    "getMyOnlineMeeting",
  ]);
});
