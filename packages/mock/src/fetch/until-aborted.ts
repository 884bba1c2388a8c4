import { createNetworkError } from "./network-error.ts";

/** Waits for work that may never end. Rejects with a network error as soon as its client goes away, or the mock is cut off. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal, cutOff: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => reject(createNetworkError(cutOff.reason));
    signal.addEventListener("abort", end);
    cutOff.addEventListener("abort", end);
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener("abort", end);
      cutOff.removeEventListener("abort", end);
    });
  });
}
