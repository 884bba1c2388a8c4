import type { Middleware } from "openapi-fetch";
import { argumentError } from "../argument.ts";
import { type Format, isObject, type Properties, textOf } from "../codec/codec.ts";
import { quoted } from "../codec/etag.ts";
import { type About, rethrow } from "../errors.ts";
import type { Method } from "../operations/operations.ts";
import type { Source } from "../resources/representation.ts";
import { filled } from "../resources/target.ts";
import type { UcwaError } from "../server-errors.ts";
import type { Call, Delivery } from "./context.ts";
import { resolveHref } from "./href.ts";
import type { Content, Http, Parameters } from "./openapi-fetch.ts";
import { readAnswer, unexpected } from "./read-response.ts";
import { requestInit } from "./request-init.ts";
import { within } from "./timeout.ts";
import { transport } from "./transport.ts";

/** A path of the document with its ids or all its parameters, or a path of another origin. */
export interface Address {
  readonly path: string;
  readonly ids?: Properties;
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
export function createSender(format: Format, baseUrl: string, given: RequestInit["headers"]): Sender {
  const headers = { accept: format.mediaType, ...fieldsOf(given) };
  const observers: Middleware[] = [];
  let http: Http | undefined;

  /** By way of openapi-fetch, if there are parameters or middleware; it would only copy otherwise. */
  const deliver: Http = async (content, middleware, fetch) => {
    const { method, filledPath, header, body = null } = content;
    if (content.params || middleware[0]) {
      // On demand: openapi-fetch is half as large as all the rest, and many a program gets along without it.
      http ??= (await import("./openapi-fetch.ts")).createHttp({ ...requestInit, baseUrl, headers });
      return http(content, middleware, fetch);
    }
    const url = (content.baseUrl ?? baseUrl) + filledPath;
    const request = new Request(url, { ...requestInit, method, body, headers: { ...headers, ...header } });
    return { response: await fetch(request) };
  };

  const send: Send = async (message, call) => {
    const content = contentOf(message, call);
    let about: About = { method: message.method, url: baseUrl };
    let last: Delivery | undefined;
    const middleware = [...observers];
    const observed = middleware.length > 0;
    const { response, readText } = await deliver(content, middleware, async (request) => {
      const { method, url } = request;
      about = { method, url };
      const varies = observed || call.headers !== undefined;
      last = await transport({ ...call, varies }, request, about);
      const { response, text } = last;
      const { status, headers } = response;
      // A server may say what `Response` does not take.
      const statusText = textOf(response.statusText).replace(/[^\t -~]/g, "");
      // Only middleware, and openapi-fetch for an error, read what has been read here.
      if (observed || !response.ok) {
        last = { ...last, response: new Response(text || null, { status, headers, statusText }) };
      }
      return last.response;
    }).catch((error: unknown) => rethrow(error, about));
    const { ok, status } = response;
    const fail = (error: unknown): never => {
      throw unexpected(call.wire, about, response, format.mediaType, `${error}`);
    };
    const text = response === last?.response ? last.text : ((await readText?.().catch(fail)) ?? "");
    const isBodiless = status === 204 || message.method === "delete";
    if (status === 304 || (ok && isBodiless && !text)) return { response, about };
    if (!ok) return { response, about, error: await readRefusal(call, about, response, text) };
    const { value, got } = readAnswer(call.wire, response, text);
    if (!value) throw unexpected(call.wire, about, response, format.mediaType, got);
    if (isBodiless) return { response, about };
    const asWritten = () => format.readAsWritten(text);
    // Middleware may have answered itself.
    const from = last?.origin ?? content.baseUrl;
    const origin = from === call.wire.origins[0] ? undefined : from;
    return { response, about, source: { value, format, asWritten, origin } };
  };

  return {
    send,
    use(...middleware) {
      for (const each of middleware) {
        if (!isObject(each)) throw argumentError("use", "middleware, such as { onRequest() {} }", each);
      }
      observers.push(...middleware);
    },
  };
}

/**
 * The error that the server answered with. What reads it is loaded on demand: it is a tenth of all, and most answers are none.
 *
 * @throws UnexpectedResponseError if that cannot be loaded in time, too
 */
async function readRefusal(call: Call, about: About, response: Response, text: string): Promise<UcwaError> {
  // With a timeout of its own, since the answer is here in time already.
  const loading = within({ ...call, due: Infinity }, about, "module", () => import("./error-response.ts"));
  const { readError } = await loading.catch((error: unknown) => {
    call.signal?.throwIfAborted();
    throw unexpected(call.wire, about, response, "the module that reads errors", `${error}`);
  });
  return readError(call.wire, about, response, text);
}

/** Where a message goes and what it says. */
function contentOf(message: Message, { wire, headers }: Call): Content {
  const { method, to, rel, body, format = wire.format, ifMatch } = message;
  const address: Address = "href" in to ? resolveHref(to.href, wire) : to;
  const header: Record<string, string> = {
    ...(body ? { "content-type": format.mediaType } : {}),
    ...(ifMatch ? { "if-match": quoted(ifMatch) } : {}),
    ...fieldsOf(headers),
  };
  const { path, params, ids = params?.path } = address;
  const filledPath = ids ? filled(path, ids) : path;
  return { ...address, ids, filledPath, method, header, body: body && format.write(body, rel) };
}

function fieldsOf(headers: RequestInit["headers"]): Record<string, string> {
  return headers ? Object.fromEntries(new Headers(headers)) : {};
}
