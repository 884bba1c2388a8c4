import { longestTime } from "./limits.ts";

/** How often a request is retried, and how long the client waits before. `Infinity` is no limit. */
export interface RetryOptions {
  /**
   * How many times a request is retried after the first attempt.
   *
   * @default 2
   */
  limit?: number;
  /**
   * Milliseconds before the first retry, up to half of it taken off at random. Each next wait is twice as long.
   *
   * @default 200
   */
  initialDelay?: number;
  /**
   * The longest wait in milliseconds, also if the server's `Retry-After` asks for more.
   *
   * @default 10_000
   */
  maxDelay?: number;
}

/**
 * Whether a request can be sent twice without harm: `GET` and `DELETE` always, `PUT` if it has an `If-Match` that makes a server
 * refuse the second. Never `POST`: the first may have succeeded.
 */
export function isRetrySafe({ method, headers }: Request): boolean {
  return method === "GET" || method === "DELETE" || (method === "PUT" && headers.has("if-match"));
}

/** Whether a status says that the same request may succeed a little later. 0 stands for no response. */
export function isTransientStatus(status: number): boolean {
  return [0, 429, 503, 504].includes(status);
}

/**
 * Milliseconds to wait before a retry: what `Retry-After` asks for in seconds or with a date, else a growing time that is spread
 * at random. Neither is above `maxDelay`.
 *
 * @see RFC 9110, section 10.2.3
 */
export function retryDelay(options: Required<RetryOptions>, retryCount: number, retryAfter: string): number {
  const requested = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  const delay = Number.isNaN(requested)
    ? options.initialDelay * 2 ** retryCount * (0.5 + Math.random() / 2)
    : requested;
  // A delay of 0 stays 0, however often it is doubled.
  return Math.max(0, Math.min(delay, options.maxDelay, longestTime)) || 0;
}

/** Waits, unless the signal is aborted before. */
export function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.onabort = () => clearTimeout(timer);
  });
}
