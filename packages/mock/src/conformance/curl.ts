import type { Question } from "./answer.ts";

/** A request as it went over the wire. */
export interface SentRequest {
  headers: Record<string, string>;
  body?: string;
}

/**
 * Returns a line for a POSIX shell that sends a request again. Addresses, the token and the current ETag stand in it as variables, so it gives nothing
 * away; everything else is in single quotes, where a shell reads nothing.
 */
export function toCurl({ method, target, etag }: Question, { headers, body }: SentRequest): string {
  const how = method === "HEAD" ? "-I" : `-i -X ${quote(method)}`;
  const lines = Object.entries(headers).map(([name, value]) => `-H ${header(name, value, etag)}`);
  const data = body === undefined ? [] : [`--data-binary ${quote(body)}`];
  return ["curl -sS", how, ...lines, ...data, `"$${target.variable}"`].join(" ");
}

function header(name: string, value: string, etag: string | undefined): string {
  if (name === "authorization" && value !== "Bearer" && value.startsWith("Bearer"))
    return `"Authorization: Bearer $UCWA_TOKEN"`;
  // Without the space, curl would leave out a header without a value.
  if (etag !== undefined && value === etag) return `"${name}: $UCWA_ETAG"`;
  return quote(`${name}: ${value}`);
}

function quote(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
