import { STATUS_CODES } from "node:http";
import type { Exchange } from "../check/exchange.ts";
import { createRedactor } from "../redact/redact.ts";
import { type RecordedBody, readText, redactBody } from "./redact-body.ts";
import type { ValueRedaction } from "./redact-values.ts";

/** When an exchange happened. */
export interface Timing {
  started: Date;
  milliseconds: number;
}

type Pair = { name: string; value: string };

const challenges = ["www-authenticate", "proxy-authenticate"];
// They are about the bytes on the wire, which a recording does not have.
const wireHeaders = ["content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive", "trailer"];

/**
 * Returns an exchange as an entry of a HAR file (HAR 1.2), redacted. `origin` is the server's. Nothing of it leads back to what was redacted, in whatever
 * form that stood somewhere.
 */
export async function toHarEntry(
  exchange: Exchange,
  { started, milliseconds }: Timing,
  origin: URL,
  table: ValueRedaction,
  limit: number,
): Promise<unknown> {
  const { request, response } = exchange;
  const [sentText, receivedText] = [await readText(request, limit), await readText(response, limit)];
  // What is a secret in one place is one in each, such as a token that a program put into the name of a property.
  const redactor = createRedactor({ ...request, text: sentText ?? "" }, { ...response, text: receivedText ?? "" });
  const redaction = hideSecrets(table, redactor.text);
  const sent = redactBody(request, sentText, redaction);
  const received = redactBody(response, receivedText, redaction);
  const target = redaction.target(request.target);
  const host = redaction.header("host", origin.host);
  const headers = redactHeaders({ ...request.headers, host: origin.host }, redaction);
  const time = Math.round(milliseconds * 1000) / 1000;
  return {
    startedDateTime: started.toISOString(),
    time,
    request: {
      method: request.method,
      url: `${origin.protocol}//${host}${target}`,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers,
      queryString: toPairs(target),
      ...(sent.size > 0 && { postData: { mimeType: findType(headers), text: sent.text ?? "", ...toComment(sent) } }),
      headersSize: -1,
      bodySize: sent.size,
    },
    response: toResponse(response, received, redaction),
    cache: {},
    timings: { send: -1, wait: time, receive: -1 },
  };
}

function hideSecrets(table: ValueRedaction, hide: (text: string) => string): ValueRedaction {
  return {
    // "Bearer" begins a challenge, too, and what follows is no token.
    header: (name, value) => (challenges.includes(name) ? table.header(name, value) : hide(table.header(name, value))),
    property: (name, value) => hide(table.property(name, value)),
    target: (target) => hide(table.target(target)),
    pairs: (query) => hide(table.pairs(query)),
    name: (name) => hide(table.name(name)),
  };
}

function toResponse(response: Exchange["response"], body: RecordedBody, redaction: ValueRedaction): unknown {
  const headers = redactHeaders(response.headers, redaction);
  const { size, text } = body;
  return {
    status: response.status,
    statusText: STATUS_CODES[response.status] ?? "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers,
    content: { size, mimeType: findType(headers), ...(text !== undefined && { text }), ...toComment(body) },
    redirectURL: headers.find(({ name }) => name === "location")?.value ?? "",
    headersSize: -1,
    bodySize: size,
  };
}

function toComment({ comment }: RecordedBody): { comment?: string } {
  return comment === undefined ? {} : { comment };
}

function redactHeaders(headers: Record<string, string>, redaction: ValueRedaction): Pair[] {
  return Object.entries(headers)
    .filter(([name]) => !wireHeaders.includes(name))
    .map(([name, value]) => ({ name: redaction.name(name), value: redaction.header(name, value) }));
}

function findType(headers: Pair[]): string {
  return headers.find(({ name }) => name === "content-type")?.value ?? "";
}

function toPairs(target: string): Pair[] {
  return [...new URLSearchParams(target.split("?").slice(1).join("?"))].map(([name, value]) => ({ name, value }));
}
