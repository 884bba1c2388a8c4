/** The body of a request: nothing, bytes, or more bytes than the limit allows. */
export type RequestBody = { kind: "none" } | { kind: "bytes"; bytes: Uint8Array } | { kind: "tooLarge"; limit: number };

/** A request that has been read to its end. Header names are in lower case. */
export interface MockRequest {
  /** The method as the client sent it. */
  method: string;
  /** The path and the query as the client sent them. */
  target: string;
  /** The headers by their names in lower case. */
  headers: Record<string, string>;
  /** The body as it was sent. */
  body: RequestBody;
  /** The URL to which a program sent it, if the way in knows that. */
  url?: string;
}

/** The client went away, so that nobody is there to respond to. */
export class DisconnectError extends Error {
  override readonly name = "DisconnectError";
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of a body; bytes that are no UTF-8 become replacement characters. */
export function toText(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** A request's body as text; empty where there is none, or none that was kept. */
export function bodyText({ body }: MockRequest): string {
  return body.kind === "bytes" ? toText(body.bytes) : "";
}

/** Headers by their names, with the values of those that were sent more than once as one list (RFC 9110, section 5.3). */
export function joinHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return joined;
}
