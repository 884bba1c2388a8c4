import { NetworkError, TimeoutError } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { normalizeHref } from "./href.ts";
import { longestTime } from "./limits.ts";
import type { AttemptRequest } from "./request.ts";
import type { RetryOptions } from "./retry-options.ts";
import { withTimeout } from "./timeout.ts";

/** Where a call stands before its next attempt. */
export interface AttemptState {
  readonly url: string;
  readonly redirectCount: number;
  readonly retryCount: number;
  readonly refusedToken?: Promise<string>;
}

const maxRedirects = 5;

/**
 * The next attempt that could end better: elsewhere, with a new token, or a little later. This is all that decides about retries. It
 * waits until the attempt is due. Undefined if there is none.
 */
export async function planNextAttempt(
  call: CallContext,
  request: AttemptRequest,
  state: AttemptState,
  token: Promise<string>,
  response: Response | undefined,
  failure: unknown,
): Promise<AttemptState | undefined> {
  const { transport, deadlineAt } = call;
  if (response ? response.ok : !(failure instanceof NetworkError || failure instanceof TimeoutError)) return undefined;
  const { status, headers } = response ?? Response.error();
  const { url, redirectCount, retryCount, refusedToken } = state;
  const location = `${headers.get("location") ?? ""}`;
  // By hand, since `fetch` would take the token along.
  if (location && isRedirect(status, request.method) && URL.canParse(location, url) && redirectCount < maxRedirects) {
    return { ...state, url: normalizeHref(location, url), redirectCount: redirectCount + 1 };
  }
  const isTokenRefused = status === 401 || (status === 403 && headers.has("www-authenticate"));
  if (isTokenRefused && transport.canRefresh && !refusedToken) return { ...state, refusedToken: token };
  if (!isTransientStatus(status) || !isRetrySafe(request) || retryCount >= transport.retry.limit) return undefined;
  const wait = retryDelay(transport.retry, retryCount, headers.get("retry-after") ?? "");
  if (Date.now() + wait >= deadlineAt) return undefined;
  await withTimeout({ ...call, timeout: deadlineAt }, request, "", (signal) => delay(wait, signal));
  return { ...state, retryCount: retryCount + 1 };
}

/**
 * Whether a request can be sent twice without harm: `GET` and `DELETE` always, `PUT` if it has an `If-Match` that makes a server
 * refuse the second. Never `POST`: the first may have succeeded.
 */
function isRetrySafe({ method, headers }: AttemptRequest): boolean {
  return method === "GET" || method === "DELETE" || (method === "PUT" && headers.has("if-match"));
}

/** Whether a status says that the same request may succeed a little later. 0 stands for no response. */
function isTransientStatus(status: number): boolean {
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

/** @see RFC 9110, section 15.4 */
function isRedirect(status: number, method: string): boolean {
  return status === 307 || status === 308 || (method === "GET" && status > 300 && status < 304);
}

/** Waits, unless the signal is aborted before. */
function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.onabort = () => clearTimeout(timer);
  });
}
