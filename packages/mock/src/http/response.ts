/** Headers by their names in lower case. A list is sent as several lines. */
export type ResponseHeaders = Record<string, string | string[]>;

/** A response as it is sent. */
export interface MockResponse {
  status: number;
  headers: ResponseHeaders;
  body: Uint8Array;
  /** What happens to it on its way: the connection is reset before it, or ends in the middle of its body. */
  disruption?: "reset" | "truncate";
}

const encoder = new TextEncoder();

/** A copy of headers with their names in lower case. */
export function lowerCaseNames(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A response with a text for a body, in UTF-8. */
export function textResponse(status: number, headers: ResponseHeaders, text: string): MockResponse {
  return { status, headers, body: encoder.encode(text) };
}

/** A response with JSON for a body. */
export function jsonResponse(status: number, value: unknown): MockResponse {
  return textResponse(status, { "content-type": "application/json" }, JSON.stringify(value));
}

/** A response without a body. */
export function emptyResponse(status: number, headers: ResponseHeaders = {}): MockResponse {
  return { status, headers, body: new Uint8Array() };
}
