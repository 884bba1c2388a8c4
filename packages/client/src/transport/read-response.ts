import { isObject, type Properties } from "../codec/codec.ts";
import type { RequestSummary } from "../errors.ts";
import type { Transport } from "./context.ts";

/** The request that an error is about, without a token that its URL may hold. */
export function redactRequest({ redact }: Transport, request: RequestSummary): RequestSummary {
  return { ...request, url: redact(request.url) };
}

/** A body: its value, or else an excerpt for an error message. */
export interface ParsedBody {
  readonly value?: Properties | undefined;
  readonly excerpt: string;
}

/** Parses a body with the client's codec. */
export function parseBody({ codec }: Transport, { headers }: Response, text: string): ParsedBody {
  try {
    const value = codec.mediaTypes.test(headers.get("content-type") ?? codec.mediaType) && codec.parse(text);
    // Throws if it is too deep ever to be written, which takes a long text.
    if (text.length > 5000) JSON.stringify(value);
    return { value: isObject(value) ? value : undefined, excerpt: text };
  } catch (error) {
    return { excerpt: `${error}: ${text}` };
  }
}
