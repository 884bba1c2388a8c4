import { type RequestSummary, rethrow, TimeoutError } from "../errors.ts";
import { tryStore } from "./cache.ts";
import type { CallContext } from "./context.ts";
import { fetchOnce } from "./fetch-once.ts";
import { requireAllowedOrigin } from "./href.ts";
import type { BufferedResponse } from "./read-body.ts";
import type { OutgoingRequest } from "./request.ts";
import { type AttemptState, planNextAttempt } from "./retry.ts";
import { withTimeout } from "./timeout.ts";

/** A response, its text, the request with what became of it, and the origin that the response came from. */
export interface TransportResult extends BufferedResponse {
  readonly request: RequestSummary;
  /** Undefined if middleware responded itself, so that nothing was sent. */
  readonly origin?: string;
}

/**
 * Sends a request: with a token, within the time limits, again where that is safe, and never to an origin that is not allowed. All
 * that this package sends goes this way. Gives the last response, whatever its status is.
 *
 * @throws LinkError, NetworkError, TimeoutError, UnexpectedResponseError, the reason of the caller's signal, and what `token` throws
 */
export function sendWithRetry(call: CallContext, request: OutgoingRequest): Promise<TransportResult> {
  return attemptUntilDone(call, request).catch((error: unknown) => rethrow(error, request));
}

async function attemptUntilDone(call: CallContext, first: OutgoingRequest): Promise<TransportResult> {
  const { transport } = call;
  const { cache } = transport;
  let state: AttemptState | undefined = { url: first.url, redirectCount: 0, retryCount: 0 };
  for (let attempt = 1; ; attempt++) {
    const { url } = state;
    // A copy: what is set for one origin is not for the next.
    const headers = new Headers(first.headers);
    // Elsewhere, nothing else of the source is taken along.
    const request = { ...first, url, headers, attempt, source: (url === first.url && first.source) || url };
    const origin = requireAllowedOrigin(url, transport);
    const pending = transport.tokenFor(origin, state.refusedToken);
    const token = await withTimeout(call, request, "a token", () => pending).catch((error: unknown) => {
      // The next call asks for a token again.
      if (error instanceof TimeoutError) transport.forget(origin, pending);
      throw error;
    });
    const authorization = headers.get("authorization");
    // After the deadline, the code that reads errors may have to be loaded.
    const tokenId = transport.hide(authorization?.replace(/^\S+ /, "") ?? token, call.deadlineAt + call.timeout);
    const useCache = cache && call.useCache && authorization === null && !headers.has("if-none-match");
    // Whatever makes a difference to what is read. Headers that all calls of a client have do not.
    const key = useCache ? `${tokenId} ${url} ${call.hasExtraHeaders ? JSON.stringify([...headers]) : ""}` : "";
    // A URL that holds a token is longer than the token. To redact all others would take too long.
    const holdsToken = key.length > token.length && transport.redact(key) !== key;
    if (token && authorization === null) headers.set("authorization", `Bearer ${token}`);
    let buffered: BufferedResponse | undefined;
    let failure: unknown;
    try {
      buffered = await fetchOnce(call, request, holdsToken ? "" : key);
    } catch (error) {
      failure = error;
    }
    if (first.method !== "GET") {
      const status = buffered?.response.status ?? 0;
      // A redirect or a client error says that nothing was done. A gateway's 504 does not.
      first.mayHaveBeenApplied ||= status < 307 || status > 499;
      transport.writes++;
      if (cache) tryStore(() => cache.clear());
    }
    state = await planNextAttempt(call, request, state, pending, buffered?.response, failure);
    if (state) continue;
    if (buffered) return { ...buffered, request: first, origin };
    throw failure;
  }
}
