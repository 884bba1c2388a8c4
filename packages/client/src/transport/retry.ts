import { longestTime } from "./timeout.ts";

/** How often, and for how long, a request is repeated. `Infinity` is no limit. */
export interface RetryLimits {
  /** Repetitions after the first attempt; 2 unless told otherwise. */
  retries?: number;
  /** Milliseconds before the first repetition, half of it at random; each next wait doubles. 200 unless told otherwise. */
  minDelay?: number;
  /** The longest wait in milliseconds, also where the server's `Retry-After` asks for more. 10,000 unless told otherwise. */
  maxDelay?: number;
  /** Milliseconds that a call may take in all, repetitions and waits included. 60,000 unless told otherwise. */
  deadline?: number;
}

/**
 * Whether a request can be sent twice without harm: `GET` and `DELETE` always, `PUT` if its `If-Match` makes a server refuse
 * the second. Never `POST`: the first may have succeeded.
 */
export function isRepeatable({ method, headers }: Request): boolean {
  return method === "GET" || method === "DELETE" || (method === "PUT" && headers.has("if-match"));
}

/**
 * Milliseconds to wait before a repetition: what the server asks for in seconds or with a date, else a growing time that
 * is spread at random; neither above `maxDelay`.
 *
 * @see RFC 9110, section 10.2.3
 */
export function delayOf(limits: Required<RetryLimits>, repetition: number, retryAfter: string): number {
  const asked = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  const delay = Number.isNaN(asked) ? limits.minDelay * 2 ** repetition * (0.5 + Math.random() / 2) : asked;
  // No wait is none, however often it is doubled.
  return Math.max(0, Math.min(delay, limits.maxDelay, longestTime)) || 0;
}

/** Whether a status, 0 standing for no answer, says that the same request may succeed a little later. */
export function isPassing(status: number): boolean {
  return [0, 429, 503, 504].includes(status);
}

/** Lets the time pass, unless it is called off. */
export function after(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.onabort = () => clearTimeout(timer);
  });
}
