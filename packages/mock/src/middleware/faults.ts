import { findDocumentedError } from "../contract/documented-error.ts";
import { HttpError } from "../contract/http-error.ts";
import { bearerChallenge } from "../contract/negotiation.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { Switches } from "../contract/switches.ts";
import type { Handler } from "../http/handler.ts";
import { emptyResponse, lowerCaseNames, type MockResponse, textResponse } from "../http/response.ts";
import { getErrorMessage } from "../http/text.ts";
import type { Context } from "../resources/context.ts";
import { type Fault, type FaultName, isFaultName, readFault } from "./fault-setting.ts";

/**
 * Creates the handler that injects faults: it delays, replaces or disrupts the response. Throws `HttpError` for faults that are errors.
 * `server/respond.ts` carries out the disruption, since only the server has the connection.
 */
export function injectFaults(operations: HttpOperation[]): Handler<Context> {
  return async (context, next) => {
    if (context.prefer.fault === undefined && !context.state.store.hasFault) return next();
    const fault = await nextFault(context);
    if (!fault) return next();
    const { name, value = 0 } = fault;
    context.fault = name;
    if (name === "delay") {
      await context.pause(value);
      return next();
    }
    if (name === "truncate") return { ...(await next()), disruption: "truncate" };
    if (name === "reset") return { ...emptyResponse(0), disruption: "reset" };
    return syntheticResponses[name](operations, value, context.state.switches);
  };
}

/** Returns the fault for a request, if any. A fault in the `Prefer` header has priority, and is no draw. Throws `HttpError`. */
async function nextFault({ prefer, state: { store } }: Context): Promise<Fault | undefined> {
  if (prefer.fault !== undefined) return readPreferredFault(prefer.fault);
  const drawn = await store.drawFault();
  if (!drawn || randomAt(drawn.seed, drawn.draw) >= drawn.rate) return undefined;
  if (drawn.times !== undefined && !(await store.spendFault(drawn.version))) return undefined;
  const { name, value } = drawn;
  return isFaultName(name) ? { name, value } : undefined;
}

function readPreferredFault(text: string): Fault {
  try {
    return readFault(text);
  } catch (error) {
    throw new HttpError(400, "BadRequest", `Prefer: ucwa-fault: ${getErrorMessage(error)}`);
  }
}

type SyntheticResponse = (operations: HttpOperation[], value: number, switches: Switches) => MockResponse;

const syntheticResponses: Record<Exclude<FaultName, "delay" | "truncate" | "reset">, SyntheticResponse> = {
  "html-500": (operations, _, { serverErrorDiagnostics }) => {
    const { "x-ms-diagnostics": diagnostics = "" } = documentedHeaders(operations, 500, "ServiceFailure");
    const headers = serverErrorDiagnostics === "on" ? { "x-ms-diagnostics": diagnostics } : {};
    return htmlPage(500, "Server Error", "500 - Internal server error.", headers);
  },
  "html-502": () =>
    htmlPage(502, "Bad Gateway", "502 - Web server received an invalid response while acting as a gateway."),
  "two-challenges": (operations) => {
    const headers = documentedHeaders(operations, 401, "Unauthorized");
    const text = "401 - Unauthorized: Access is denied due to invalid credentials.";
    const challenges = [headers["www-authenticate"], bearerChallenge].join(", ");
    return htmlPage(401, "Unauthorized", text, { ...headers, "www-authenticate": challenges });
  },
  // The document's 403 has the headers.
  "forbidden-28055": () => {
    throw new HttpError(403, "Forbidden", "The token is not valid.");
  },
  "too-many-requests": (_, seconds) => {
    throw retryAfter(429, "TooManyRequests", seconds);
  },
  unavailable: (_, seconds) => {
    throw retryAfter(503, "ServiceUnavailable", seconds);
  },
};

/** Returns the headers of one of the document's errors. Names are in lower case. */
function documentedHeaders(operations: HttpOperation[], status: number, name: string): Record<string, string> {
  return lowerCaseNames(findDocumentedError(operations, status, name)?.headers);
}

function retryAfter(status: number, name: string, seconds: number): HttpError {
  const headers = { "Retry-After": String(seconds) };
  return new HttpError(status, name, `Try again in ${seconds} seconds.`, { headers });
}

function htmlPage(status: number, title: string, text: string, headers: Record<string, string> = {}): MockResponse {
  const body = `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h2>${text}</h2></body></html>`;
  return textResponse(status, { ...headers, "content-type": "text/html" }, body);
}

/** Returns the number that a random number generator gives at its `draw`-th call, from 0 to below 1 (mulberry32). It needs no state: a store only counts. */
export function randomAt(seed: number, draw: number): number {
  const state = ((seed | 0) + Math.imul(draw, 0x6d2b79f5)) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
