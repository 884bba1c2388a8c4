import { type RequestSummary, TimeoutError } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { longestTime } from "./limits.ts";
import { redactRequest } from "./read-response.ts";

/**
 * Waits for a task of a call: no longer than the timeout of an attempt, no longer than the call as a whole may take, and not after
 * the caller has aborted it. The task's signal is aborted when nobody waits any longer. A task that ignores it holds nobody up. A
 * task that is late already does not start.
 *
 * @throws TimeoutError, the reason of the caller's signal, and what the task throws
 */
export function withTimeout<T>(
  { transport, timeout: attemptTimeout, deadlineAt, signal: callerSignal }: CallContext,
  request: RequestSummary,
  expected: string,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timeout = Math.max(0, Math.min(attemptTimeout, deadlineAt - Date.now(), longestTime));
    const controller = new AbortController();
    const cleanUp = () => {
      clearTimeout(timer);
      callerSignal?.removeEventListener("abort", abort);
    };
    const fail = (error: unknown) => {
      cleanUp();
      reject(error);
      controller.abort();
    };
    const abort = () => fail(callerSignal?.reason);
    callerSignal?.addEventListener("abort", abort);
    const timer = setTimeout(() => {
      const text = `expected ${expected} within ${timeout} ms, got none`;
      fail(new TimeoutError(text, redactRequest(transport, request), { timeout }));
    }, timeout);
    if (callerSignal?.aborted) abort();
    else if (timeout) {
      task(controller.signal).then((result) => {
        cleanUp();
        resolve(result);
      }, fail);
    }
  });
}
