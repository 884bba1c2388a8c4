import { isObject, type Properties, toText } from "../codec/codec.ts";
import { type RequestSummary, UnexpectedResponseError } from "../errors.ts";
import type { Transport } from "./context.ts";

/** The request that an error is about, without a token that its URL may hold. */
export function redactRequest(
  { redact }: Transport,
  { method, url, mayHaveBeenApplied }: RequestSummary,
): RequestSummary {
  return { method, url: redact(url), mayHaveBeenApplied };
}

/** What every error about a response has. */
export function errorDetails({ redact }: Transport, { status, headers }: Response) {
  const read = (name: string) => redact(toText(headers.get(name))) || undefined;
  return {
    status,
    diagnostics: read("x-ms-diagnostics"),
    correlationId: read("x-ms-correlation-id") ?? read("client-request-id"),
  };
}

/** The error for a response that is not one of UCWA's. */
export function createUnexpectedResponseError(
  transport: Transport,
  request: RequestSummary,
  response: Response,
  expected: string,
  got: unknown = "",
): UnexpectedResponseError {
  const text = `expected ${expected}, got ${response.status} ${response.headers.get("content-type") ?? ""} ${got}`;
  const excerpt = transport.redact(text).slice(0, 300);
  return new UnexpectedResponseError(excerpt, redactRequest(transport, request), errorDetails(transport, response));
}

/** A body: its value, or else an excerpt for an error message. */
export interface ParsedBody {
  readonly value?: Properties;
  readonly excerpt: string;
}

/** Parses a body with the client's codec. */
export function parseBody({ codec }: Transport, { headers }: Response, text: string): ParsedBody {
  let excerpt = text;
  try {
    const value = codec.mediaTypes.test(headers.get("content-type") ?? codec.mediaType) && codec.parse(text);
    // Throws if it is too deep ever to be written, which takes a long text.
    if (text.length > 5000) JSON.stringify(value);
    if (isObject(value)) return { value, excerpt };
  } catch (error) {
    excerpt = `${error}: ${text}`;
  }
  return { excerpt };
}
