/** Headers by their names in lower case. A list is sent as several lines. */
export type ResponseHeaders = Record<string, string | string[]>;

/** A response as it is sent. */
export interface MockResponse {
  /** The status, from 200 to 599. */
  status: number;
  /** The headers, without those that each way out adds. */
  headers: ResponseHeaders;
  /** The body; without bytes if there is none. It is not sent with the statuses 204, 205 and 304, which have none. */
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

const headerName = /^[\w!#$%&'*+.^`|~-]+$/;
const headerLine = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a header can be sent (RFC 9110, sections 5.1 and 5.5). */
export function isHeader(name: string, value: string | string[]): boolean {
  return headerName.test(name) && [value].flat().every((line) => headerLine.test(line));
}

/** The headers and the body of a response as they are sent. No body is another thing than one without bytes (RFC 9110, section 6.4.1). */
export interface SentResponse {
  headers: ResponseHeaders;
  body: Uint8Array | undefined;
}

/** Adds to a response what is the same on every way out. */
export function toSentResponse({ status, headers, body }: MockResponse): SentResponse {
  // Both representations have one address: without this, a cache would respond with the JSON where XML is wanted (RFC 9110, section 12.5.5),
  // and to one page with what another was allowed.
  const sent = { ...headers, vary: "Accept, Origin" };
  if (status === 204 || status === 304) return { headers: sent, body: undefined };
  // Unlike those, it ends where its length says (RFC 9110, section 15.3.6; RFC 9112, section 6.3).
  if (status === 205) return { headers: { ...sent, "content-length": "0" }, body: undefined };
  return { headers: { ...sent, "content-length": String(body.length) }, body };
}

/** The part of a body that is sent before its connection ends in the middle of it. */
export function firstHalf(body: Uint8Array = new Uint8Array()): Uint8Array {
  return body.subarray(0, Math.floor(body.length / 2));
}
