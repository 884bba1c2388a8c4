import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { readRequest, toRequest } from "./read-request.ts";

const url = "https://fe1.contoso.com/ucwa/v1?a=b#part";
const never = new AbortController().signal;
const put = (body: string | ReadableStream, signal?: AbortSignal) =>
  new Request(url, { method: "PUT", body, duplex: "half", ...(signal && { signal }) });

/** What a promise rejects with. */
const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (reason: unknown) => reason,
  );

test("a request is taken as it is, unless there is something to change in it", () => {
  const request = new Request(url);
  expect(toRequest(request)).toBe(request);
  const changed = toRequest(request, { method: "DELETE" });
  expect([changed.method, changed.url]).toEqual(["DELETE", url]);
  for (const input of [url, new URL(url)]) expect(toRequest(input)).toMatchObject({ method: "GET", url });
});

test("a request is read with its path, its query, its headers and its body", async () => {
  const request = new Request(url, { method: "PUT", headers: { "If-Match": '"1"' }, body: "{}" });
  expect(await readRequest(request, 2, never)).toEqual({
    method: "PUT",
    target: "/ucwa/v1?a=b",
    url,
    headers: { "if-match": '"1"', "content-type": "text/plain;charset=UTF-8" },
    body: { kind: "bytes", bytes: new TextEncoder().encode("{}") },
  });
  expect((await readRequest(new Request(url), 2, never)).body).toEqual({ kind: "none" });
});

test("a body is read where a browser has no stream of it", async () => {
  const request = put("{}");
  Object.defineProperty(request, "body", { value: undefined });
  expect((await readRequest(request, 2, never)).body).toEqual({
    kind: "bytes",
    bytes: new TextEncoder().encode("{}"),
  });
});

test.each([
  [3, 1, false],
  [2, 2, true],
  [1, 2, true],
])("a body of two pieces is read no further than a limit of %i bytes", async (limit, pieces, isStopped) => {
  let canceled = false;
  const left = ["ab", "c"].slice(0, pieces);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const piece = left.shift();
        if (piece === undefined) controller.close();
        else controller.enqueue(new TextEncoder().encode(piece));
      },
      cancel() {
        canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const read = await readRequest(put(body), limit, never);
  expect([read.body.kind, canceled]).toEqual([isStopped ? "tooLarge" : "bytes", isStopped]);
});

test("a mock that is over reads no body, and one that ends meanwhile reads no further", async () => {
  const reason = new Error("The mock is closed.");
  const over = await reasonOf(readRequest(put("{}"), 2, AbortSignal.abort(reason)));
  expect(over).toMatchObject({ name: "TypeError", message: "fetch failed", cause: reason });
  const end = new AbortController();
  const reading = reasonOf(readRequest(put(new ReadableStream()), 2, end.signal));
  end.abort(reason);
  expect(await reading).toMatchObject({ name: "TypeError", message: "fetch failed", cause: reason });
});

test("a request that is called off rejects with its reason, even if its stream fails, or the mock ends", async () => {
  const reason = new Error("The window was closed.");
  for (const cutOff of [never, AbortSignal.abort()]) {
    const caller = new AbortController();
    const reading = reasonOf(readRequest(put(new ReadableStream(), caller.signal), 2, cutOff));
    caller.abort(reason);
    expect(await reading).toBe(reason);
  }
  const caller = new AbortController();
  const failing = new ReadableStream({
    pull(controller) {
      caller.abort(reason);
      controller.error(new Error("The disk is gone."));
    },
  });
  expect(await reasonOf(readRequest(put(failing, caller.signal), 2, never))).toBe(reason);
});

test("a stream that does not want to be canceled is no concern of the request", async () => {
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(4)),
    cancel: () => Promise.reject(new Error("The file is in use.")),
  });
  expect((await readRequest(put(body), 2, never)).body).toEqual({ kind: "tooLarge", limit: 2 });
  // A rejection that nobody handles would fail the test run.
  await new Promise((resolve) => setTimeout(resolve));
});

test("a request leaves no listener at the signals that others use as well", async () => {
  const end = new AbortController();
  const request = put("{}");
  await readRequest(request, 2, end.signal);
  expect(getEventListeners(end.signal, "abort")).toEqual([]);
  expect(getEventListeners(request.signal, "abort")).toEqual([]);
});

test("a mock that is over does not wait for a body that never comes", async () => {
  const reason = new Error("The mock is closed.");
  const over = reasonOf(readRequest(put(new ReadableStream()), 2, AbortSignal.abort(reason)));
  expect(await over).toMatchObject({ message: "fetch failed", cause: reason });
});

test("a request that is called off rejects with its reason where a browser has no stream of its body", async () => {
  const [caller, reason] = [new AbortController(), new Error("The window was closed.")];
  const request = put("{}", caller.signal);
  const fail = () => {
    caller.abort(reason);
    return Promise.reject(new Error("The disk is gone."));
  };
  Object.defineProperties(request, { body: { value: undefined }, arrayBuffer: { value: fail } });
  expect(await reasonOf(readRequest(request, 2, never))).toBe(reason);
});

test("a request whose body was read already is not one without a body", async () => {
  const read = put("{}");
  await read.text();
  const consumed = put("{}");
  for await (const _ of consumed.body ?? []);
  for (const request of [read, consumed]) {
    expect(await reasonOf(readRequest(request, 2, never))).toMatchObject({
      name: "TypeError",
      message: "fetch failed",
      cause: { message: "The body: expected one that nobody has read, got one that was read." },
    });
  }
});
