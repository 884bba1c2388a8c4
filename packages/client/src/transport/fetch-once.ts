import { argumentError } from "../argument.ts";
import { textOf } from "../codec/codec.ts";
import { quoted } from "../codec/etag.ts";
import { NetworkError } from "../errors.ts";
import { answerOf, entryOf, remember } from "./cache.ts";
import type { Call, Outcome, Wire } from "./context.ts";
import { bodyLimit, readBody } from "./read-body.ts";
import { aboutOf, unexpected } from "./read-response.ts";
import { within } from "./timeout.ts";

/**
 * Sends a request once and reads the whole answer. With a key, it asks on condition that the cache does not have the
 * answer already.
 *
 * It throws NetworkError, TimeoutError, UnexpectedResponseError, and the reason of the caller's signal.
 */
export async function attempt(call: Call, request: Request, key: string): Promise<Outcome> {
  const { wire } = call;
  const cache = key ? wire.cache : false;
  const entry = cache ? cache.get(key) : undefined;
  if (entry) request.headers.set("if-none-match", quoted(entry.etag));
  else if (key) request.headers.delete("if-none-match");
  const outcome = await within(call, request, "whole answer", (signal) => exchange(wire, request, signal));
  if (!cache) return outcome;
  const kept = outcome.response.status === 304 ? entry : entryOf(outcome);
  if (kept) remember(cache, key, kept);
  return kept && kept === entry ? answerOf(entry) : outcome;
}

async function exchange(wire: Wire, request: Request, signal: AbortSignal): Promise<Outcome> {
  // Not as a method: a browser's own fetch does not run on another object.
  const { fetch = globalThis.fetch } = wire;
  let response: Response;
  let text: string | undefined;
  try {
    // Node.js 20.8.1 and 20.9.0 drop the headers of a request that is made from another, unless they are named.
    response = await fetch(new Request(request, { headers: request.headers, signal }));
    if (isResponse(response)) text = await readBody(response, signal);
  } catch (error) {
    const cause = redactedCause(wire, error);
    throw new NetworkError(reasonOf(cause), aboutOf(wire, request), {}, cause);
  }
  if (!isResponse(response)) throw argumentError("fetch", "a Response", response);
  // A browser shows a redirect as no answer at all. No `Response` can be made with a status beyond these.
  if (text !== undefined && response.status > 199 && response.status < 600) return { response, text };
  throw unexpected(wire, request, response, `no redirect, a status up to 599, and at most ${bodyLimit} bytes`);
}

/** Whether a value is a response, also one of another library. Its body is not looked at. */
function isResponse(value: Response | undefined): boolean {
  return typeof value?.headers?.get === "function";
}

/** What an error and its causes say: the first one of Node.js says no more than "fetch failed", the next may be empty. */
function reasonOf(error: Error & { code?: unknown }): string {
  const { message, code, cause } = error;
  return `${message || code}${cause instanceof Error ? `: ${reasonOf(cause)}` : ""}`;
}

/** A copy of an error and its causes: their other properties may hold the request, and with it the ticket. */
function redactedCause(wire: Wire, error: unknown, depth = 0): Error {
  if (!(error instanceof Error)) return new Error(wire.redact(textOf(error)));
  // A cause may be its own.
  const cause = error.cause && depth < 9 ? { cause: redactedCause(wire, error.cause, depth + 1) } : {};
  const copy = new Error(wire.redact(textOf(error.message)), cause);
  return Object.assign(copy, "code" in error && { code: wire.redact(textOf(error.code)) });
}
