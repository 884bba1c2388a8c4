import { NetworkError, type RequestSummary, rethrow, TimeoutError } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { fetchOnce } from "./fetch-once.ts";
import { normalizeHref, requireAllowedOrigin } from "./href.ts";
import type { BufferedResponse } from "./read-body.ts";
import { requestInit } from "./request-init.ts";
import { delay, isRetrySafe, isTransientStatus, retryDelay } from "./retry.ts";
import { withTimeout } from "./timeout.ts";

/** A response, its text, the request with what became of it, and the origin that the response came from. */
export interface TransportResult extends BufferedResponse {
  readonly request: RequestSummary;
  /** Undefined if middleware responded itself, so that nothing was sent. */
  readonly origin?: string;
}

/** Where a call stands before its next attempt. */
interface AttemptState {
  readonly url: string;
  readonly redirectCount: number;
  readonly retryCount: number;
  readonly refusedToken?: Promise<string>;
}

const maxRedirects = 5;

/**
 * Sends a request: with a token, within the time limits, again where that is safe, and never to an origin that is not allowed. All
 * that this package sends goes this way. Gives the last response, whatever its status is.
 *
 * @throws LinkError, NetworkError, TimeoutError, UnexpectedResponseError, the reason of the caller's signal, and what `token` throws
 */
export async function sendWithRetry(call: CallContext, first: Request): Promise<TransportResult> {
  const { method, url } = first;
  const request: RequestSummary = { method, url };
  try {
    return await attemptUntilDone(call, first, request);
  } catch (error) {
    return rethrow(error, request);
  }
}

async function attemptUntilDone(call: CallContext, first: Request, summary: RequestSummary): Promise<TransportResult> {
  const { transport } = call;
  const { method } = first;
  // A copy: what is set for one origin is not for the next.
  const headers = new Headers(first.headers);
  const body = method === "GET" ? "" : await first.text();
  const ownAuthorization = headers.get("authorization");
  const useCache = transport.cache && call.useCache && ownAuthorization === null && !headers.has("if-none-match");
  // Whatever makes a difference to what is read, but for token and URL. Headers that all calls of a client have do not.
  const cacheScope = call.hasExtraHeaders ? JSON.stringify([...headers]) : "";
  const start: AttemptState = { url: first.url, redirectCount: 0, retryCount: 0 };
  let state = start;
  for (;;) {
    const origin = requireAllowedOrigin(state.url, transport);
    const request =
      body || state !== start ? new Request(state.url, { ...requestInit, method, headers, body: body || null }) : first;
    const pending = transport.tokenFor(origin, state.refusedToken);
    const token = await waitForToken(call, request, origin, pending);
    const tokenId = transport.hide(ownAuthorization?.replace(/^\S+ /, "") ?? token);
    const key = useCache ? `${tokenId} ${state.url} ${cacheScope}` : "";
    // A URL that holds a token is longer than the token. To redact all others would take too long.
    const holdsToken = key.length > token.length && transport.redact(key) !== key;
    if (token && ownAuthorization === null) request.headers.set("authorization", `Bearer ${token}`);
    let buffered: BufferedResponse | undefined;
    let failure: unknown;
    try {
      buffered = await fetchOnce(call, request, holdsToken ? "" : key);
    } catch (error) {
      failure = error;
    }
    if (method !== "GET") {
      if (transport.cache) transport.cache.clear();
      summary.mayHaveBeenApplied ||= !isRefusal(buffered?.response.status ?? 0);
    }
    const isFinal = buffered
      ? buffered.response.ok
      : !(failure instanceof NetworkError || failure instanceof TimeoutError);
    const next = isFinal
      ? undefined
      : await planNextAttempt(call, first, state, pending, buffered?.response ?? Response.error());
    if (next) state = next;
    else if (buffered) return { ...buffered, request: summary, origin };
    else throw failure;
  }
}

/** Waits for a token. If it takes too long, the next call asks for a token again. */
async function waitForToken(
  call: CallContext,
  request: RequestSummary,
  origin: string,
  pending: Promise<string>,
): Promise<string> {
  try {
    return await withTimeout(call, request, "a token", () => pending);
  } catch (error) {
    if (error instanceof TimeoutError) call.transport.forget(origin, pending);
    throw error;
  }
}

/** The next attempt that could end better: elsewhere, with a new token, or a little later. Undefined if there is none. */
async function planNextAttempt(
  call: CallContext,
  request: Request,
  state: AttemptState,
  token: Promise<string>,
  { status, headers }: Response,
): Promise<AttemptState | undefined> {
  const { transport, deadlineAt } = call;
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

/** Whether a status says that nothing was done: a redirect, or a client error. A gateway's 504 does not. */
function isRefusal(status: number): boolean {
  return status > 306 && status < 500;
}

/** @see RFC 9110, section 15.4 */
function isRedirect(status: number, method: string): boolean {
  return status === 307 || status === 308 || (method === "GET" && status > 300 && status < 304);
}
