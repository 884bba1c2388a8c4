import { DisconnectError } from "./request.ts";

/**
 * Waits so many milliseconds; no longer where the mock is to end (`closing`). Throws `DisconnectError` where the client goes away (`gone`),
 * unless the mock is to end anyway.
 */
export function pause(milliseconds: number, gone: AbortSignal, closing: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      gone.removeEventListener("abort", end);
      closing.removeEventListener("abort", end);
      if (gone.aborted && !closing.aborted)
        reject(new DisconnectError("The client went away.", { cause: gone.reason }));
      else resolve();
    };
    const timer = setTimeout(end, milliseconds);
    gone.addEventListener("abort", end);
    closing.addEventListener("abort", end);
    if (gone.aborted || closing.aborted) end();
  });
}
