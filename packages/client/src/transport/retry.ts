import { toText } from "../codec/codec.ts";
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
  const { redirectCount, retryCount, refusedToken } = state;
  const { method, url } = request;
  const location = toText(headers.get("location"));
  // RFC 9110, section 15.4.
  const isRedirect = status === 307 || status === 308 || (method === "GET" && status > 300 && status < 304);
  // By hand, since `fetch` would take the token along.
  if (location && isRedirect && URL.canParse(location, url) && redirectCount < maxRedirects) {
    // Elsewhere, another token counts.
    return { url: normalizeHref(location, url), redirectCount: redirectCount + 1, retryCount };
  }
  const isTokenRefused = status === 401 || (status === 403 && headers.has("www-authenticate"));
  if (isTokenRefused && transport.canRefresh && !refusedToken) return { ...state, refusedToken: token };
  // 0 stands for no response.
  const isTransient = [0, 429, 503, 504].includes(status);
  // `PUT` with the one ETag that the first replaces. Never `POST`: the first may have succeeded.
  const isReplacement = method === "PUT" && /^"[^"]*"$/.test(`${request.headers.get("if-match")}`);
  const isRetrySafe = method === "GET" || method === "DELETE" || isReplacement;
  if (!isTransient || !isRetrySafe || retryCount >= transport.retry.limit) return undefined;
  const wait = retryDelay(transport.retry, retryCount, headers.get("retry-after") ?? "");
  if (Date.now() + wait >= deadlineAt) return undefined;
  await withTimeout({ ...call, timeout: deadlineAt }, request, "", (signal) => delay(wait, signal));
  return { ...state, retryCount: retryCount + 1 };
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
function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.onabort = () => clearTimeout(timer);
  });
}
