import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";

/** Waits so many milliseconds; no longer where the server is to end. Throws where the client goes away, so that it is not answered. */
export async function pause(ms: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const { socket } = response;
  response.once("close", end);
  // Most clients that go away close both directions, of which this is the first to be seen.
  socket?.once("end", end);
  closing.addEventListener("abort", end);
  try {
    if (!closing.aborted) await setTimeout(ms, undefined, { signal: ended.signal });
  } catch (error) {
    if (!closing.aborted) throw error;
  } finally {
    response.off("close", end);
    socket?.off("end", end);
    closing.removeEventListener("abort", end);
  }
}
