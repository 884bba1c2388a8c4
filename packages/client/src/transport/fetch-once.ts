import { toText } from "../codec/codec.ts";
import { formatEtag } from "../codec/etag.ts";
import { createArgumentError, NetworkError } from "../errors.ts";
import { storeEntry, toCacheEntry, toResponse, tryStore } from "./cache.ts";
import type { CallContext, Transport } from "./context.ts";
import { refuseResponse } from "./load-errors.ts";
import { type BufferedResponse, maxBodySize, readBody } from "./read-body.ts";
import { redactRequest } from "./read-response.ts";
import { cleanUrls } from "./redact.ts";
import type { AttemptRequest } from "./request.ts";
import { requestInit } from "./request-init.ts";
import { withTimeout } from "./timeout.ts";

/**
 * Sends a request once and reads the whole response. With a key, it sends `If-None-Match` if the cache has an entry, and gives that
 * entry if the server confirms it.
 *
 * @throws NetworkError, TimeoutError, UnexpectedResponseError, ArgumentError if `fetch` gives no Response, and the reason of the
 *   caller's signal
 */
export async function fetchOnce(call: CallContext, request: AttemptRequest, key: string): Promise<BufferedResponse> {
  const { transport } = call;
  const { onAttempt, writes } = transport;
  const cache = (key && transport.cache) || undefined;
  const cached = tryStore(() => cache?.get(key));
  if (cached) request.headers.set("if-none-match", formatEtag(cached.etag));
  const run = () => withTimeout(call, request, "a whole response", (signal) => fetchBuffered(call, request, signal));
  const result = await (onAttempt ? (await import("./attempt-report.ts")).reportAttempt(call, request, run) : run());
  if (!cache) return result;
  const entry = result.response.status === 304 ? cached : toCacheEntry(result);
  // What was read before a write was over may be older than the write.
  if (entry && writes === transport.writes) tryStore(() => storeEntry(cache, key, entry));
  return entry && entry === cached ? toResponse(entry) : result;
}

async function fetchBuffered(
  call: CallContext,
  request: AttemptRequest,
  signal: AbortSignal,
): Promise<BufferedResponse> {
  const { transport } = call;
  const { fetch: send } = transport;
  const { source } = request;
  // Node.js 20.8.1 and 20.9.0 drop the headers of a request that is made from another, unless they are named.
  const init = { ...requestInit, ...request, body: request.body || null, signal };
  let response: Response;
  let text: string | undefined;
  try {
    // `fetch` makes a request in any case.
    response = await (send ? send(new Request(source, init)) : fetch(source, init));
    if (isResponse(response)) text = await readBody(response, signal);
  } catch (error) {
    const cause = redactError(transport.redact, error);
    throw new NetworkError(
      `expected a response, got ${describeError(cause)}`,
      redactRequest(transport, request),
      {},
      cause,
    );
  }
  if (!isResponse(response)) throw createArgumentError("fetch", "a Response", response);
  // A browser gives a redirect no status. No `Response` can be made with a status beyond these.
  if (text !== undefined && response.status > 199 && response.status < 600) return { response, text };
  const expected = `no redirect, a status up to 599, and at most ${maxBodySize} bytes`;
  return refuseResponse(call, request, response, expected);
}

/** Whether a value is a response, also one of another library. Only its headers are looked at. */
function isResponse(value: Response | undefined): boolean {
  return typeof value?.headers?.get === "function";
}

/** The messages of an error and its causes. The first one of Node.js only says "fetch failed", the next may be empty. */
function describeError({ message, code, cause }: Error & { code?: unknown }): string {
  return `${message || code}${cause instanceof Error ? `: ${describeError(cause)}` : ""}`;
}

/** A copy of an error and its causes. Their other properties may hold the request, and with it the token. */
function redactError(redact: Transport["redact"], error: unknown, depth = 0): Error {
  const clean = (text: unknown) => redact(cleanUrls(toText(text)));
  if (!(error instanceof Error)) return new Error(clean(error));
  // A cause may be its own.
  const cause = error.cause && depth < 9 ? { cause: redactError(redact, error.cause, depth + 1) } : {};
  const copy = new Error(clean(error.message), cause);
  return Object.assign(copy, "code" in error && { code: clean(error.code) });
}
