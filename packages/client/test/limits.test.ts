import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ArgumentError, type ClientOptions, createClient, TimeoutError, type UcwaClient } from "../src/index.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const meetingPath = "/applications/{applicationId}/onlineMeetings/myOnlineMeetings/{onlineMeetingId}";
const baseUrl = "https://fe1.contoso.com/ucwa/v1";
const forever = new Promise<never>(() => {});
const infinite = Number.POSITIVE_INFINITY;
/** Far above what the tests let a call take, so that only the limit of the test can end it. */
const never = 3_600_000;
const shown = (value: unknown) =>
  typeof value === "string"
    ? `"${value}"`
    : Object.is(value, null) || typeof value !== "object"
      ? `${value}`
      : "object";

/** A client whose server answers everything with a meeting, after a while. */
function clientFor(options: Partial<ClientOptions> = {}, wait = 0) {
  const sent: string[] = [];
  const fetch = async ({ method, headers }: Request) => {
    sent.push(`${method} ${headers.get("authorization")}`);
    await sleep(wait);
    return Response.json({ rel: "myOnlineMeeting", subject: "Q3" }, { headers: { etag: '"1"' } });
  };
  return { sent, ucwa: createClient({ baseUrl, fetch, cache: false, ...options }) };
}

const calls: Record<
  string,
  (ucwa: UcwaClient, options: { timeout?: number; signal?: AbortSignal }) => Promise<unknown>
> = {
  get: (ucwa, options) => ucwa.myOnlineMeeting.get(ids, options),
  update: (ucwa, options) => ucwa.myOnlineMeeting.update(ids, { subject: "Q4" }, options),
  delete: (ucwa, options) => ucwa.myOnlineMeeting.delete(ids, options),
  list: (ucwa, options) => ucwa.onlineMeetingExtensions.list(ids, options),
  create: (ucwa, options) => ucwa.onlineMeetingExtensions.create(ids, { id: "1" }, options),
  GET: (ucwa, options) => ucwa.GET(meetingPath, { params: { path: ids }, ...options }),
};

describe("A limit that is none is refused before anything is sent", () => {
  const wrong = [-1, Number.NaN, -infinite, "20", null, {}, true];

  test.each([0, ...wrong])("timeout: %s", async (timeout) => {
    const message = `timeout: expected a number from 1 up, got ${shown(timeout)}`;
    const given = Object.assign({}, { timeout });
    // @ts-expect-error: not all of them are numbers
    expect(() => createClient({ baseUrl, ...given })).toThrow(new ArgumentError(message));
    const { ucwa, sent } = clientFor();
    for (const call of Object.values(calls)) {
      // @ts-expect-error: not all of them are numbers
      await expect(call(ucwa, given)).rejects.toThrow(new ArgumentError(message));
    }
    expect(sent).toEqual([]);
  });

  test.each(["limit", "initialDelay", "maxDelay"])("retry: %s", (name) => {
    for (const limit of wrong) {
      const message = new RegExp(`^retry.${name}: expected a number from 0 up, got `);
      expect(() => createClient({ baseUrl, retry: { [name]: limit } })).toThrow(ArgumentError);
      expect(() => createClient({ baseUrl, retry: { [name]: limit } })).toThrow(message);
    }
  });

  test.each([0, ...wrong])("totalTimeout: %s", (totalTimeout) => {
    const expected = new ArgumentError(`totalTimeout: expected a number from 1 up, got ${shown(totalTimeout)}`);
    // @ts-expect-error: not all of them are numbers
    expect(() => createClient({ baseUrl, totalTimeout })).toThrow(expected);
  });

  test("conflict retries of an update", async () => {
    const { ucwa, sent } = clientFor();
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    for (const conflictRetries of [-1, Number.NaN]) {
      const expected = new ArgumentError(`conflictRetries: expected a number from 0 up, got ${conflictRetries}`);
      await expect(ucwa.myOnlineMeeting.update(meeting, () => ({}), { conflictRetries })).rejects.toThrow(expected);
      await expect(ucwa.myOnlineMeeting.update(meeting, {}, { conflictRetries })).rejects.toThrow(expected);
    }
    expect(sent).toHaveLength(1);
  });

  test("but zero retries and waits, and what is left undefined, are limits like others", async () => {
    const { ucwa, sent } = clientFor({
      timeout: undefined,
      // @ts-expect-error: a program without types may spread options that it does not have
      retry: { limit: 0, initialDelay: 0, maxDelay: undefined },
      totalTimeout: undefined,
    });
    await ucwa.myOnlineMeeting.get(ids, { timeout: undefined });
    expect(sent).toHaveLength(1);
  });
});

describe("A limit means what it says", () => {
  test.each([2 ** 31 - 1, 2 ** 31, 1e12, infinite])("also where a timer would go off at once: %d", async (limit) => {
    const { ucwa } = clientFor({ timeout: limit, totalTimeout: limit, retry: { limit: 0 } }, 20);
    for (const call of Object.values(calls)) await call(ucwa, {});
    const other = clientFor({}, 20).ucwa;
    for (const call of Object.values(calls)) await call(other, { timeout: limit });
  });

  test("a wait beyond what a timer can do does not repeat at once", async () => {
    let sent = 0;
    const fetch = async () => {
      sent++;
      return new Response(null, { status: 503, headers: { "retry-after": "9999999999" } });
    };
    const ucwa = createClient({ baseUrl, fetch, totalTimeout: infinite, retry: { maxDelay: infinite } });
    const controller = new AbortController();
    const call = ucwa.myOnlineMeeting.get(ids, { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 50);
    await expect(call).rejects.toThrow("enough");
    expect(sent).toBe(1);
  });

  test("endless retries without a wait end with the total timeout, and let others work in between", async () => {
    let others = 0;
    const timer = setInterval(() => others++, 1);
    const fetch = async () => new Response(null, { status: 503 });
    const ucwa = createClient({ baseUrl, fetch, totalTimeout: 200, retry: { limit: infinite, initialDelay: 0 } });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow(/503|within \d+ ms/);
    clearInterval(timer);
    expect(others).toBeGreaterThan(1);
  });

  test("an update that always comes too late ends with the total timeout", async () => {
    const fetch = async ({ method }: Request) =>
      method === "PUT"
        ? Response.json({ code: "PreconditionFailed" }, { status: 412 })
        : Response.json({ rel: "myOnlineMeeting" }, { headers: { etag: '"1"' } });
    const ucwa = createClient({ baseUrl, fetch, totalTimeout: 100 });
    const call = ucwa.myOnlineMeeting.update(ids, () => sleep(5, {}), { conflictRetries: infinite });
    await expect(call).rejects.toBeInstanceOf(TimeoutError);
  });
});

describe("A token that never comes", () => {
  const hung = { token: () => forever };

  test.each(Object.entries(calls))("ends with the timeout of %s, and nothing is sent", async (_, call) => {
    const { ucwa, sent } = clientFor({ ...hung, timeout: never });
    const error = await call(ucwa, { timeout: 10 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      timeout: 10,
      message: expect.stringMatching(/: expected a token within 10 ms, got none$/),
    });
    expect(sent).toEqual([]);
  });

  test("ends with the total timeout of the call, and with the client's timeout", async () => {
    const late = clientFor({ ...hung, timeout: never, totalTimeout: 20 });
    await expect(late.ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(TimeoutError);
    const slow = clientFor({ ...hung, timeout: 20 });
    await expect(slow.ucwa.myOnlineMeeting.get(ids)).rejects.toBeInstanceOf(TimeoutError);
  });

  test.each(Object.entries(calls))("ends with the signal of %s, with the caller's reason", async (_, call) => {
    const { ucwa } = clientFor(hung);
    const controller = new AbortController();
    const reason = new Error("The window was closed.");
    const called = call(ucwa, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 10);
    await expect(called).rejects.toBe(reason);
    await expect(call(ucwa, { signal: controller.signal })).rejects.toBe(reason);
  });

  test("does not hold up a later call, which asks for a token again", async () => {
    let asked = 0;
    const { ucwa, sent } = clientFor({ timeout: never, token: () => (asked++ ? "cwt=second" : forever) });
    await expect(ucwa.myOnlineMeeting.get(ids, { timeout: 10 })).rejects.toBeInstanceOf(TimeoutError);
    await ucwa.myOnlineMeeting.get(ids);
    await ucwa.myOnlineMeeting.get(ids);
    expect(sent).toEqual(["GET Bearer cwt=second", "GET Bearer cwt=second"]);
    expect(asked).toBe(2);
  });

  test("holds each of those who share it only as long as they want", async () => {
    let asked = 0;
    let give = (_: string) => {};
    const token = () => {
      asked++;
      return new Promise<string>((resolve) => {
        give = resolve;
      });
    };
    const { ucwa, sent } = clientFor({ timeout: never, token });
    const patient = ucwa.myOnlineMeeting.get(ids);
    const impatient = ucwa.myOnlineMeeting.get(ids, { timeout: 10 });
    const controller = new AbortController();
    const gone = ucwa.myOnlineMeeting.get(ids, { signal: controller.signal });
    controller.abort(new Error("gone"));
    await expect(gone).rejects.toThrow("gone");
    await expect(impatient).rejects.toBeInstanceOf(TimeoutError);
    expect(asked).toBe(1);
    give("cwt=late");
    await patient;
    // One that comes late serves all that follow.
    await ucwa.myOnlineMeeting.get(ids);
    expect(asked).toBe(1);
    expect(sent).toEqual(["GET Bearer cwt=late", "GET Bearer cwt=late"]);
  });

  test("does no harm if it fails when nobody waits any more", async () => {
    let refuse = (_: Error) => {};
    const token = () =>
      new Promise<string>((_, reject) => {
        refuse = reject;
      });
    const { ucwa } = clientFor({ token });
    await expect(ucwa.myOnlineMeeting.get(ids, { timeout: 10 })).rejects.toBeInstanceOf(TimeoutError);
    refuse(new Error("too late"));
    // An unhandled rejection would fail the run.
    await sleep(5);
  });

  test("is the new one, after a refusal, as well", async () => {
    let asked = 0;
    const fetch = async () => new Response(null, { status: 401 });
    const ucwa = createClient({ baseUrl, fetch, timeout: 20, token: () => (asked++ ? forever : "cwt=first") });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("expected a token within 20 ms, got none");
    expect(asked).toBe(2);
  });
});

describe("Changes that never come", () => {
  test("end with the timeout of the update", async () => {
    const { ucwa, sent } = clientFor({ timeout: never });
    const error = await ucwa.myOnlineMeeting.update(ids, () => forever, { timeout: 50 }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      message: expect.stringMatching(/: expected the changes within \d+ ms, got none$/),
      method: "PUT",
    });
    expect(sent).toEqual(["GET null"]);
  });

  test("end with the total timeout", async () => {
    const { ucwa } = clientFor({ timeout: never, totalTimeout: 50 });
    await expect(ucwa.myOnlineMeeting.update(ids, () => forever)).rejects.toBeInstanceOf(TimeoutError);
  });

  test("end with the signal", async () => {
    const { ucwa } = clientFor();
    const meeting = await ucwa.myOnlineMeeting.get(ids);
    const reason = new Error("The window was closed.");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 10);
    const call = ucwa.myOnlineMeeting.update(meeting, () => forever, { signal: controller.signal });
    await expect(call).rejects.toBe(reason);
  });

  test("and what the function throws is thrown", async () => {
    const { ucwa } = clientFor();
    const failure = new Error("not today");
    const call = ucwa.myOnlineMeeting.update(ids, () => {
      throw failure;
    });
    await expect(call).rejects.toBe(failure);
  });
});
