import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { createClient, NetworkError, type RetryOptions, TimeoutError } from "../src/index.ts";
import { reply, representations } from "./support/representations.ts";
import { serve } from "./support/server.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const token = "cwt=PHNhbWw6QXNzZXJ0aW9uIHhtbG5...uZm8";
const retry = { initialDelay: 1 };

describe.each(representations)("Retries, timeout, abort, in $name", (representation) => {
  const { options, meeting, reason } = representation;
  const fine = reply(representation, meeting, '"1"');

  test.each([429, 503, 504])("a GET that is answered with %i is repeated until it succeeds", async (status) => {
    const server = await serve(
      { status },
      reply(representation, reason("ServiceUnavailable"), undefined, status),
      fine,
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids)).etag).toBe("1");
    expect(server.arrivals).toHaveLength(3);
  });

  test.each([400, 404, 409, 500, 502])("a GET that is answered with %i is not repeated", async (status) => {
    const server = await serve(reply(representation, reason("ServiceFailure"), undefined, status));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status });
    expect(server.arrivals).toHaveLength(1);
  });

  test("a GET is repeated after a connection that was reset before or in the middle of the body", async () => {
    const server = await serve(
      (_, response) => void response.destroy(),
      (_, response) => {
        response.writeHead(200, { ...fine.headers, "content-length": "100000" });
        response.write(meeting.slice(0, 100), () => response.destroy());
        return undefined;
      },
      fine,
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids)).data.subject).toBe("Quarterly sales numbers");
    expect(server.arrivals).toHaveLength(3);
  });

  test("a GET is given up after its retries, with the last failure", async () => {
    const server = await serve((_, response) => void response.destroy());
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: { ...retry, limit: 3 }, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(NetworkError);
    expect(server.arrivals).toHaveLength(4);
  });

  test.each(["127.0.0.1", "localhost"])(
    "the message of a NetworkError says that nobody listens on %s, not only that fetch failed",
    async (host) => {
      const server = await serve(fine);
      await server.close();
      const ucwa = createClient({
        baseUrl: server.baseUrl.replace("127.0.0.1", host),
        token,
        retry: false,
        ...options,
      });
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow(
        /: expected a response, got fetch failed: .*ECONNREFUSED/,
      );
    },
  );

  test("a DELETE is repeated", async () => {
    const server = await serve((_, response) => void response.destroy(), { status: 204 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    await ucwa.myOnlineMeeting.delete(ids);
    expect(server.arrivals.map(({ method }) => method)).toEqual(["DELETE", "DELETE"]);
  });

  test("a POST is never repeated, since it may have succeeded", async () => {
    const server = await serve({ status: 503 }, (_, response) => void response.destroy());
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    await expect(ucwa.onlineMeetingExtensions.create(ids, {})).rejects.toMatchObject({ status: 503 });
    await expect(ucwa.onlineMeetingExtensions.create(ids, {})).rejects.toBeInstanceOf(NetworkError);
    expect(server.arrivals).toHaveLength(2);
  });

  test("a PUT is repeated with its body where If-Match makes that safe, and not without", async () => {
    const server = await serve(fine, (_, response) => void response.destroy(), { status: 503 }, fine, { status: 503 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    await ucwa.myOnlineMeeting.update(ids, { subject: "Q3" });
    const [, ...puts] = server.arrivals;
    expect(puts.map(({ method, body }) => [method, body])).toEqual(Array(3).fill(["PUT", puts[0]?.body]));
    expect(puts[2]?.body).toContain("Q3");
    const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
    await expect(ucwa.PUT(meetingPath, { params: { path: ids }, body: {} })).rejects.toMatchObject({ status: 503 });
    expect(server.arrivals).toHaveLength(5);
  });

  test.each(["*", "1", '"1", "2"', "W/"])(
    "a PUT with If-Match: %s is not repeated, since the second may be let in",
    async (condition) => {
      const server = await serve({ status: 503 });
      const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
      const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
      const params = { path: ids, header: { "If-Match": condition } };
      await expect(ucwa.PUT(meetingPath, { params, body: {} })).rejects.toMatchObject({
        status: 503,
        mayHaveBeenApplied: true,
      });
      expect(server.arrivals).toHaveLength(1);
    },
  );

  test("retry: false sends once", async () => {
    const server = await serve({ status: 503 });
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: false, ...options });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 503 });
    expect(server.arrivals).toHaveLength(1);
  });

  test("a slow answer throws TimeoutError, whether the headers or the body are late", async () => {
    const server = await serve(
      () => undefined,
      (_, response) => {
        response.writeHead(200, fine.headers).write(meeting.slice(0, 100));
        return undefined;
      },
    );
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry: false, timeout: 40, ...options });
    for (let round = 0; round < 2; round++) {
      await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({
        name: "TimeoutError",
        timeout: 40,
        method: "GET",
      });
    }
  });

  test("the timeout is for each attempt, and can be set for a call", async () => {
    const server = await serve(() => undefined, fine);
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    expect((await ucwa.myOnlineMeeting.get(ids, { timeout: 40 })).etag).toBe("1");
    expect(server.arrivals).toHaveLength(2);
  });

  test("the caller can call it off at any time, and gets the reason that he gave", async () => {
    const reason = new Error("The window was closed.");
    const controller = new AbortController();
    const server = await serve(() => void controller.abort(reason));
    const ucwa = createClient({ baseUrl: server.baseUrl, token, retry, ...options });
    const call = ucwa.myOnlineMeeting.get(ids, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
    await expect(ucwa.myOnlineMeeting.update(ids, {}, { signal: controller.signal })).rejects.toBe(reason);
    await expect(ucwa.onlineMeetingExtensions.list(ids, { signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(server.arrivals).toHaveLength(1);
  });
});

/** A client without a network: it answers with the statuses in turn, the last one again and again. */
function clientFor(
  { totalTimeout, ...retry }: RetryOptions & { totalTimeout?: number },
  ...answers: [status: number, headers?: Record<string, string>][]
) {
  const times: number[] = [];
  const start = Date.now();
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    retry,
    totalTimeout,
    async fetch() {
      const [status, headers = {}] = answers[Math.min(times.push(Date.now() - start), answers.length) - 1] ?? [200];
      return Response.json({}, { status, headers });
    },
  });
  return { ucwa, times };
}

describe("Waits", () => {
  test("Retry-After in seconds or as a date is heeded, up to maxDelay", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { ucwa, times } = clientFor(
      { initialDelay: 5_000, maxDelay: 30 },
      [503, { "retry-after": "0" }],
      [503, { "retry-after": "120" }],
      [200],
    );
    await ucwa.myOnlineMeeting.get(ids);
    expect(times[1]).toBeLessThan(29);
    expect(times[2]).toBeGreaterThanOrEqual(29);
    const dated = clientFor({ initialDelay: 1, maxDelay: 30 }, [429, { "retry-after": date }], [200]);
    await dated.ucwa.myOnlineMeeting.get(ids);
    expect(dated.times[1]).toBeGreaterThanOrEqual(29);
  });

  test("a date that is past, and a Retry-After that is neither, hold nobody up", async () => {
    const { ucwa, times } = clientFor(
      { initialDelay: 1, maxDelay: 1_000 },
      [503, { "retry-after": "Wed, 21 Oct 2015 07:28:00 GMT" }],
      [503, { "retry-after": "soon" }],
      [200],
    );
    await ucwa.myOnlineMeeting.get(ids);
    expect(times.at(-1)).toBeLessThan(500);
  });

  test("they grow, and a part of them is at random", async () => {
    const { ucwa, times } = clientFor({ limit: 3, initialDelay: 20 }, [503], [503], [503], [200]);
    await ucwa.myOnlineMeeting.get(ids);
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    for (const [index, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(10 * 2 ** index - 1);
  });

  test("no repetition begins that would end after the total timeout", async () => {
    const { ucwa, times } = clientFor({ initialDelay: 400, totalTimeout: 100 }, [503]);
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toMatchObject({ status: 503 });
    expect(times).toHaveLength(1);
  });

  test("the total timeout ends an attempt that its own timeout would let go on", async () => {
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      totalTimeout: 40,
      fetch: () => new Promise(() => {}),
    });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(TimeoutError);
  });

  test("a fetch that does not heed signals holds nobody up", async () => {
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      retry: false,
      timeout: 20,
      fetch: () => new Promise(() => {}),
    });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(TimeoutError);
    const signal = AbortSignal.timeout(5);
    await expect(ucwa.myOnlineMeeting.get(ids, { signal })).rejects.toThrow("aborted due to timeout");
  });

  const hang = () => new Promise<never>(() => {});
  test.each([
    [{ onRequest: hang }, false],
    [{ onResponse: hang }, true],
  ])("middleware that never ends holds nobody up: %o", async (middleware, mayHaveBeenApplied) => {
    const fetch = async () => new Response("{}", { headers: { "content-type": "application/json" } });
    const ucwa = createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", totalTimeout: 40, fetch });
    ucwa.use(middleware);
    const error = await ucwa.onlineMeetingExtensions.create("/m/extensions", {}).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({ method: "POST", mayHaveBeenApplied });
    const signal = AbortSignal.timeout(5);
    await expect(ucwa.myOnlineMeeting.get(ids, { signal })).rejects.toThrow("aborted due to timeout");
  });

  test("a request that timed out is called off on the network, too", async () => {
    let signal: AbortSignal | undefined;
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      retry: false,
      timeout: 10,
      fetch(request) {
        signal = request.signal;
        return new Promise(() => {});
      },
    });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(TimeoutError);
    expect(signal?.aborted).toBe(true);
  });

  test("a signal that outlives many calls is not held on to", async () => {
    const { ucwa } = clientFor({ initialDelay: 1 }, [503], [200]);
    const { signal } = new AbortController();
    for (let call = 0; call < 3; call++) await ucwa.myOnlineMeeting.get(ids, { signal });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("a wait can be called off", async () => {
    const { ucwa, times } = clientFor({ initialDelay: 10_000 }, [503]);
    const controller = new AbortController();
    const reason = new Error("The window was closed.");
    setTimeout(() => controller.abort(reason), 20);
    await expect(ucwa.myOnlineMeeting.get(ids, { signal: controller.signal })).rejects.toBe(reason);
    expect(times).toHaveLength(1);
  });
});
