/**
 * Waits for some work, but not longer than some time, nor after the caller has called it off. The work is told by its
 * signal that nobody waits any longer; if it does not heed that, it holds nobody up.
 *
 * It throws what `late` makes once the time is up, and the reason of the caller's signal.
 */
export function within<T>(
  milliseconds: number,
  caller: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
  late: () => unknown,
): Promise<T> {
  return new Promise((resolve, reject) => {
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
    const timer = setTimeout(() => fail(late()), milliseconds);
    caller?.addEventListener("abort", stop);
    work(controller.signal).then((outcome) => {
      settle();
      resolve(outcome);
    }, fail);
  });
}
