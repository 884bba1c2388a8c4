import createFetchClient, { type Middleware } from "openapi-fetch";
import { type About, UcwaError } from "./errors.ts";
import { quoted } from "./etag.ts";
import type { Format, Properties } from "./format.ts";
import type { Method } from "./operations.ts";
import { readAnswer } from "./read-answer.ts";
import type { Source } from "./representation.ts";
import { resolveHref } from "./resolve-href.ts";
import { transport } from "./transport.ts";
import type { Call, Outcome } from "./wire.ts";

/** The parameters of an operation, as openapi-fetch takes them. */
export interface Parameters {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
}

/** What openapi-fetch has to know of the paths when the types of the calls are ours. */
interface UntypedOperation {
  parameters: Parameters;
  requestBody?: { content: { "application/json": unknown } };
  responses: {
    200: { content: { "application/json": unknown } };
    default: { content: { "application/json": unknown } };
  };
}

interface UntypedPath extends Record<Method, UntypedOperation> {}

/** A path of the document with its parameters, or a path of another origin. */
export interface Address {
  readonly path: string;
  readonly params?: Parameters;
  readonly baseUrl?: string;
}

/** What is sent. */
export interface Message {
  readonly method: Method;
  readonly to: Address | { readonly href: string };
  /** Which resource the body represents. */
  readonly rel: string;
  readonly body?: Properties | undefined;
  /** How the body is written, if not in the client's own way. */
  readonly format?: Format;
  readonly ifMatch?: string;
}

/** What comes back: a representation, an error, or neither. */
export interface Answer {
  readonly response: Response;
  readonly about: About;
  readonly source?: Source;
  readonly error?: UcwaError;
}

/**
 * Sends a message with openapi-fetch, by way of the transport, and reads the answer.
 *
 * It throws what the transport throws, UnexpectedResponseError, and ArgumentError for a date that cannot be sent.
 */
export type Send = (message: Message, call: Call) => Promise<Answer>;

/** What sends, and what registers middleware for it. */
export interface Sender {
  readonly send: Send;
  use(...middleware: Middleware[]): void;
}

/** Makes a sender for the paths under a base URL. */
export function createSender(format: Format, baseUrl: string, headers: RequestInit["headers"]): Sender {
  const http = createFetchClient<Record<string, UntypedPath>>({
    baseUrl,
    headers: { accept: format.mediaType, ...fieldsOf(headers) },
    redirect: "manual",
    // A browser's cache would answer for XML with the JSON that has the same ETag. Older workerd refuses the option.
    ...("cache" in Request.prototype && { cache: "no-store" }),
    bodySerializer: (text) => text,
  });
  let observed = false;

  const send: Send = async (message, call) => {
    const { path, method, ...init } = initOf(call, message);
    const controller = new AbortController();
    let about: About = { method, url: baseUrl };
    let last: Outcome | undefined;
    const { error, response } = await http.request(method, path, {
      ...init,
      signal: controller.signal,
      parseAs: "stream",
      async fetch(request) {
        about = request;
        const { response, text } = await transport(
          { ...call, varies: observed || !!call.headers },
          request,
          controller,
        );
        // Only middleware, and openapi-fetch for an error, read what has been read here.
        last = { text, response: observed || !response.ok ? new Response(text || null, response) : response };
        return last.response;
      },
    });
    const { ok, status } = response;
    if (status === 304 || (ok && (status === 204 || method === "delete"))) return { response, about };
    const text = response === last?.response ? last.text : ok ? await response.text() : textOf(error);
    const value = readAnswer(call.wire, about, response, text);
    return value instanceof UcwaError
      ? { response, about, error: value }
      : { response, about, source: { value, format, asWritten: () => format.readAsWritten(text) } };
  };
  return {
    send,
    use(...middleware) {
      observed = true;
      http.use(...middleware);
    },
  };
}

/** A message in the words of openapi-fetch. */
function initOf({ wire, headers }: Call, message: Message) {
  const { method, to, rel, body, format = wire.format, ifMatch } = message;
  const { params = {}, ...address }: Address = "href" in to ? resolveHref(to.href, wire.origins) : to;
  const header = {
    ...(body ? { "content-type": format.mediaType } : {}),
    ...(ifMatch ? { "if-match": quoted(ifMatch) } : {}),
    ...params.header,
    ...fieldsOf(headers),
  };
  return { ...address, method, params: { ...params, header }, body: body && format.write(body, rel) };
}

function fieldsOf(headers: RequestInit["headers"]): Record<string, string> {
  return headers ? Object.fromEntries(new Headers(headers)) : {};
}

/** The text of an error, which openapi-fetch has parsed if it looked like JSON. */
function textOf(error: unknown): string {
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
