import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { untilAborted } from "./until-aborted.ts";

const hang = () => new Promise<never>(() => {});

test("work that is done in time gives its result, or what it throws, and leaves no listener", async () => {
  const signals = [new AbortController().signal, new AbortController().signal] as const;
  expect(await untilAborted(Promise.resolve("done"), ...signals)).toBe("done");
  const failure = new Error("The disk is gone.");
  await expect(untilAborted(Promise.reject(failure), ...signals)).rejects.toBe(failure);
  for (const signal of signals) expect(getEventListeners(signal, "abort")).toEqual([]);
});

test.each(["client", "mock"])("work that never ends is left when the %s ends", async (which) => {
  const [client, mock] = [new AbortController(), new AbortController()];
  const left = untilAborted(hang(), client.signal, mock.signal).catch((error: unknown) => error);
  (which === "client" ? client : mock).abort(new Error("It is over."));
  expect(await left).toMatchObject({ name: "TypeError", message: "fetch failed", cause: mock.signal.reason });
});
