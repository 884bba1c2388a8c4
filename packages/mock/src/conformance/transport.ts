import type { SentRequest } from "./curl.ts";
import { type ReceivedResponse, readResponse } from "./exchange.ts";

/** How requests go to a server. */
export interface TransportOptions {
  fetch: typeof fetch;
  /** How long a response may take, in milliseconds. */
  timeout: number;
  /** How long a server may have the run wait in all, in milliseconds. */
  maxWait: number;
  /** Waits. */
  sleep(milliseconds: number): Promise<void>;
  bodyLimit: number;
}

/** Sends single requests. */
export interface Transport {
  /** Sends a request, and sends it again where the server says when. Throws what `fetch` throws, and the reason of `stop`. */
  send(url: URL, method: string, request: SentRequest, stop?: AbortSignal): Promise<ReceivedResponse>;
}

const maxAttempts = 4;
const longestWait = 60_000;

/** Creates a transport. It follows no redirect, so that a token goes only where the run sends it. */
export function createTransport({ fetch: send, timeout, maxWait, sleep, bodyLimit }: TransportOptions): Transport {
  let waited = 0;
  const once = async (url: URL, method: string, { headers, body }: SentRequest, stop?: AbortSignal) => {
    // Node 20.0 has no AbortSignal.any.
    const end = new AbortController();
    const abort = () => end.abort(stop?.reason);
    stop?.throwIfAborted();
    stop?.addEventListener("abort", abort);
    const timer = setTimeout(() => end.abort(new Error(`no response within ${timeout / 1000} s`)), timeout);
    try {
      const init = { method, headers, redirect: "manual", signal: end.signal } as const;
      return await readResponse(await send(url, body === undefined ? init : { ...init, body }), bodyLimit);
    } catch (error) {
      throw end.signal.aborted ? end.signal.reason : error;
    } finally {
      clearTimeout(timer);
      stop?.removeEventListener("abort", abort);
    }
  };
  return {
    async send(url, method, request, stop) {
      for (let attempt = 1; ; attempt += 1) {
        const received = await once(url, method, request, stop);
        const wait = readWait(received);
        if (wait === undefined || attempt === maxAttempts || waited + wait > maxWait) return received;
        waited += wait;
        await sleep(wait);
      }
    },
  };
}

/** How long a server asks to wait, in milliseconds. Undefined if it does not, or for longer than anybody waits. */
function readWait({ status, headers }: ReceivedResponse): number | undefined {
  const value = headers["retry-after"];
  if (value === undefined || (status !== 429 && status !== 503)) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return wait >= 0 && wait <= longestWait ? wait : undefined;
}

/** Waits for some time. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
