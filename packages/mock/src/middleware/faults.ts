import { findDocumentedError } from "../contract/documented-error.ts";
import { HttpError } from "../contract/http-error.ts";
import { bearerChallenge } from "../contract/negotiation.ts";
import type { HttpOperation } from "../contract/operations.ts";
import type { Switches } from "../contract/switches.ts";
import type { Handler } from "../http/handler.ts";
import { emptyResponse, lowerCaseNames, type MockResponse, textResponse } from "../http/response.ts";
import { getErrorMessage } from "../http/text.ts";
import type { Context } from "../resources/context.ts";
import { type Fault, type FaultName, type FaultOptions, readFault, readFaultOptions } from "./fault-setting.ts";

/** The current fault of one mock. */
export interface Faults {
  /** Replaces the current fault; undefined ends it. Throws `UnknownFaultError` for an unknown fault or a wrong option. */
  set(fault: string | undefined, options?: FaultOptions): void;
  /** Returns the fault for the next request, if any. A fault in the `Prefer` header has priority. Throws `UnknownFaultError`. */
  next(preferred: string | undefined): Fault | undefined;
}

/** Creates the state of a mock without a fault. */
export function createFaults(): Faults {
  let current: Fault | undefined;
  let rate = 1;
  let remaining = Number.POSITIVE_INFINITY;
  let random = createRandom(0);
  return {
    set(fault, options = {}) {
      const read = readFaultOptions(options);
      current = fault === undefined ? undefined : readFault(fault);
      ({ rate, times: remaining } = read);
      random = createRandom(read.seed);
    },
    next(preferred) {
      if (preferred !== undefined) return readFault(preferred);
      if (!current || remaining === 0 || random() >= rate) return undefined;
      remaining -= 1;
      return current;
    },
  };
}

/**
 * Creates the handler that injects faults: it delays, replaces or disrupts the response. Throws `HttpError` for faults that are errors.
 * `server/respond.ts` carries out the disruption, since only the server has the connection.
 */
export function injectFaults(faults: Faults, operations: HttpOperation[]): Handler<Context> {
  return async (context, next) => {
    const fault = nextFault(faults, context);
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

function nextFault(faults: Faults, { prefer }: Context): Fault | undefined {
  try {
    return faults.next(prefer.fault);
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

/** Creates a random number generator. It returns numbers from 0 to below 1, the same ones for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
