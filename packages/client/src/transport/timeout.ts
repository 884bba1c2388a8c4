import { type About, TimeoutError } from "../errors.ts";
import type { Call } from "./context.ts";
import { aboutOf } from "./read-response.ts";

/** The longest time of a timer, which goes off at once if it is given more. No program runs for that long: 24 days. */
export const longestTime = 2 ** 31 - 1;

/**
 * Waits for a part of a call: for the timeout of the call, but not longer than the call as a whole may take, nor after the
 * caller has called it off. The work is told by its signal that nobody waits any longer; if it does not heed that, it holds
 * nobody up. It does not begin if it is late already.
 *
 * It throws TimeoutError, and the reason of the caller's signal.
 */
export function within<T>(
  { wire, timeout: each, due, signal: caller }: Call,
  about: About,
  missing: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const timeout = Math.max(0, Math.min(each, due - Date.now()));
    const controller = new AbortController();
    const settle = () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", stop);
    };
    const fail = (error: unknown) => {
      settle();
      reject(error);
      controller.abort();
    };
    const stop = () => fail(caller?.reason);
    const late = () => fail(new TimeoutError(`no ${missing} within ${timeout} ms`, aboutOf(wire, about), { timeout }));
    const timer = timeout > longestTime ? undefined : setTimeout(late, timeout);
    caller?.addEventListener("abort", stop);
    if (caller?.aborted) stop();
    else if (timeout) {
      work(controller.signal).then((outcome) => {
        settle();
        resolve(outcome);
      }, fail);
    }
  });
}
