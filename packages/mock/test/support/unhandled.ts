import { setImmediate } from "node:timers/promises";

/** Runs something, and gives the rejections that nobody has handled meanwhile. The test runner, which would fail, does not hear of them. */
export async function collectUnhandled(run: () => Promise<unknown>): Promise<unknown[]> {
  const others = process.listeners("unhandledRejection");
  const seen: unknown[] = [];
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", (error) => void seen.push(error));
  try {
    await run();
    // Node looks for them when all promises that can go on have done so.
    await setImmediate();
  } finally {
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener);
  }
  return seen;
}
