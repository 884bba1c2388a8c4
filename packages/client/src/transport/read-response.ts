import { isObject, type Properties, textOf } from "../codec/codec.ts";
import { type About, UnexpectedResponseError } from "../errors.ts";
import type { Wire } from "./context.ts";

/** The request that an error is about, without a ticket that its address may hold. */
export function aboutOf({ redact }: Wire, { method, url, mayHaveBeenApplied = false }: About): About {
  return { method, url: redact(url), mayHaveBeenApplied };
}

/** What an error about an answer has. */
export function traceOf({ redact }: Wire, { status, headers }: Response) {
  const read = (name: string) => redact(textOf(headers.get(name))) || undefined;
  return {
    status,
    diagnostics: read("x-ms-diagnostics"),
    correlationId: read("x-ms-correlation-id") ?? read("client-request-id"),
    challenge: read("www-authenticate"),
  };
}

/** The error for an answer that is none of UCWA's. */
export function unexpected(wire: Wire, about: About, response: Response, expected: string, got = ""): Error {
  const text = `expected ${expected}, got ${response.status} ${response.headers.get("content-type") ?? ""} ${got}`;
  const excerpt = wire.redact(text.slice(0, 2000)).slice(0, 300);
  return new UnexpectedResponseError(excerpt, aboutOf(wire, about), traceOf(wire, response));
}

/** What a body says: its value, and how that is written in JSON; or else what is in its place, for an error. */
export interface Reading {
  readonly value?: Properties;
  readonly json?: string;
  readonly got: string;
}

/** Reads a body with the client's format. */
export function readAnswer({ format }: Wire, { headers }: Response, body: string): Reading {
  let got = body;
  try {
    const value = format.reads.test(headers.get("content-type") ?? format.mediaType) && format.read(body);
    // Throws if it is too deep ever to be written.
    if (isObject(value)) return { value, json: JSON.stringify(value), got };
  } catch (error) {
    got = `${error}: ${body}`;
  }
  return { got };
}
