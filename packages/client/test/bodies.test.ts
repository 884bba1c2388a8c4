import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createClient } from "../src/index.ts";

const ids = { applicationId: "833", onlineMeetingId: "810" };
const headers = { "content-type": "application/json" };

/** A client whose server answers with this body. An unhandled rejection would fail the run. */
function clientFor(body: ReadableStream<Uint8Array>) {
  const fetch = async () => new Response(body, { headers });
  return createClient({ baseUrl: "https://fe1.contoso.com/ucwa/v1", fetch, timeout: 50, retry: false });
}

/** An answer that comes when the test says so. */
function later() {
  let resolve = (_: Response) => {};
  let reject = (_: Error) => {};
  const promise = new Promise<Response>((...settle) => {
    [resolve, reject] = settle;
  });
  return { promise, resolve, reject };
}

const part = new Uint8Array(1_000_000);

describe("A body that never ends", () => {
  test("is given up at the timeout, and cancelled, if it says nothing", async () => {
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void cancelled++ });
    await expect(clientFor(body).myOnlineMeeting.get(ids)).rejects.toThrow(
      "expected a whole response within 50 ms, got none",
    );
    expect(cancelled).toBe(1);
  });

  test("is given up at the timeout, and cancelled, if it trickles", async () => {
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await sleep(2);
        if (!cancelled) controller.enqueue(part.subarray(0, 1));
      },
      cancel: () => void cancelled++,
    });
    await expect(clientFor(body).myOnlineMeeting.get(ids)).rejects.toThrow(
      "expected a whole response within 50 ms, got none",
    );
    expect(cancelled).toBe(1);
  });

  test("is cancelled when its answer comes after the timeout", async () => {
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({ cancel: () => void cancelled++ });
    const answers = later();
    const ucwa = createClient({
      baseUrl: "https://fe1.contoso.com/ucwa/v1",
      fetch: () => answers.promise,
      timeout: 20,
      retry: false,
    });
    await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("expected a whole response within 20 ms, got none");
    answers.resolve(new Response(body, { headers }));
    await expect.poll(() => cancelled).toBe(1);
  });
});

describe("A body that is too large is cancelled", () => {
  const failure = new Error("This body cannot be cancelled.");
  const cancels: [string, () => void | Promise<void>][] = [
    ["", () => {}],
    [
      ", also one whose cancel() throws",
      () => {
        throw failure;
      },
    ],
    [", also one whose cancel() rejects", () => Promise.reject(failure)],
    [", also one whose cancel() never settles", () => new Promise(() => {})],
  ];
  test.each(cancels)("and told as an unexpected answer%s", async (_, cancel) => {
    let cancelled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(part),
      cancel() {
        cancelled++;
        return cancel();
      },
    });
    const error = await clientFor(body)
      .myOnlineMeeting.get(ids)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "UnexpectedResponseError",
      message: expect.stringContaining("at most 10000000 bytes"),
    });
    expect(cancelled).toBe(1);
    await sleep(1);
  });

  test.each(cancels)("when the time is up%s", async (_, cancel) => {
    const body = new ReadableStream<Uint8Array>({ cancel });
    await expect(clientFor(body).myOnlineMeeting.get(ids)).rejects.toThrow(
      "expected a whole response within 50 ms, got none",
    );
    await sleep(1);
  });
});

test("a fetch that fails after its time is up does no harm", async () => {
  const answers = later();
  const ucwa = createClient({
    baseUrl: "https://fe1.contoso.com/ucwa/v1",
    fetch: () => answers.promise,
    timeout: 10,
    retry: false,
  });
  await expect(ucwa.myOnlineMeeting.get(ids)).rejects.toThrow("expected a whole response within 10 ms, got none");
  answers.reject(new Error("too late"));
  await sleep(1);
});
