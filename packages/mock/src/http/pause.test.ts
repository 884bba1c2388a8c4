import { getEventListeners } from "node:events";
import { afterEach, expect, test, vi } from "vitest";
import { pause } from "./pause.ts";
import { DisconnectError } from "./request.ts";

const never = new AbortController().signal;
const minute = 60_000;

afterEach(() => void vi.useRealTimers());

test("a pause lasts as long as it is told to", async () => {
  const started = performance.now();
  await pause(20, never, never);
  // Timers count in whole milliseconds.
  expect(performance.now() - started).toBeGreaterThan(18);
});

test.each(["before it begins", "meanwhile"])("a pause ends where the mock is to end %s", async (when) => {
  const closing = new AbortController();
  if (when !== "meanwhile") closing.abort();
  const waiting = pause(minute, never, closing.signal);
  closing.abort();
  await expect(waiting).resolves.toBeUndefined();
});

test.each(["before it begins", "meanwhile"])("a pause fails where the client goes away %s", async (when) => {
  const gone = new AbortController();
  const reason = new Error("The window was closed.");
  if (when !== "meanwhile") gone.abort(reason);
  const waiting = pause(minute, gone.signal, never);
  gone.abort(reason);
  const error: unknown = await waiting.catch((caught) => caught);
  expect(error).toBeInstanceOf(DisconnectError);
  expect(error).toMatchObject({ name: "DisconnectError", message: "The client went away.", cause: reason });
});

test("a pause does not fail where the client goes away because the mock is to end", async () => {
  const [gone, closing] = [AbortSignal.abort(), AbortSignal.abort()];
  await expect(pause(minute, gone, closing)).resolves.toBeUndefined();
});

test("a pause leaves nothing behind that keeps a process alive, or a signal's listeners growing", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const [gone, closing] = [new AbortController(), new AbortController()];
  const listeners = () => [gone, closing].map(({ signal }) => getEventListeners(signal, "abort").length);
  const waiting = pause(minute, gone.signal, closing.signal);
  expect([vi.getTimerCount(), listeners()]).toEqual([1, [1, 1]]);
  closing.abort();
  await waiting;
  expect([vi.getTimerCount(), listeners()]).toEqual([0, [0, 0]]);
});
