import type { Middleware } from "openapi-fetch";
import { type BodyCodec, isObject, type Properties } from "../codec/codec.ts";
import { createArgumentError, type RequestSummary } from "../errors.ts";
import type { UcwaError } from "../server-errors.ts";
import type { CallContext } from "./context.ts";
import { loadErrors, refuseResponse } from "./load-errors.ts";
import type { OpenapiFetch } from "./openapi-fetch.ts";
import { parseBody } from "./read-response.ts";
import { headersToObject, type PreparedRequest, prepareRequest, type RequestSpec } from "./request.ts";
import { sendWithRetry, type TransportResult } from "./transport.ts";

/** What a representation was read from. */
export interface RepresentationSource {
  readonly value: Properties;
  /** The whole body, which a codec that loses nothing can read again. */
  readonly text: string;
  /** Finds the representation in the whole body, if it is only a part. */
  readonly select?: (whole: Properties) => Properties | undefined;
  readonly codec: BodyCodec;
  /** The origin that it was read from, if that is not the base URL's. */
  readonly origin: string | undefined;
}

/** What comes of a request: a representation, an error, or neither. */
export interface DispatchResult {
  readonly response: Response;
  readonly request: RequestSummary;
  readonly source?: RepresentationSource;
  readonly error?: UcwaError;
}

/**
 * Sends a request and reads the response.
 *
 * @throws UnexpectedResponseError, ArgumentError for what cannot be sent, and what `sendWithRetry` throws
 */
export type Send = (spec: RequestSpec, call: CallContext) => Promise<DispatchResult>;

/** Sends requests by way of the middleware that is registered with it. */
export interface Dispatcher {
  readonly send: Send;
  use(...middleware: Middleware[]): void;
}

/** Makes a dispatcher for the paths under a base URL. */
export function createDispatcher(
  codec: BodyCodec,
  baseUrl: string,
  defaultHeaders: RequestInit["headers"],
): Dispatcher {
  const headers = { accept: codec.mediaType, ...headersToObject(defaultHeaders) };
  const registered: Middleware[] = [];
  let openapiFetch: OpenapiFetch | undefined;

  return {
    async send(spec, options) {
      const prepared = prepareRequest(spec, options, baseUrl);
      const middleware = [...registered];
      const call = { ...options, rel: spec.rel, hasExtraHeaders: !!(middleware[0] || options.headers) };
      // By way of openapi-fetch, if there are parameters or middleware. It would only copy otherwise.
      if (prepared.params || middleware[0]) {
        // On demand: openapi-fetch is half as large as all the rest, and many programs never need it.
        openapiFetch ??= (await import("./openapi-fetch.ts")).createOpenapiFetch(baseUrl, headers);
        return readResult(await openapiFetch(prepared, call, middleware), prepared, call);
      }
      const method = prepared.method.toUpperCase();
      const request = { ...prepared, method, headers: { ...headers, ...prepared.header } };
      return readResult(await sendWithRetry(call, request), prepared, call);
    },
    use(...middleware) {
      for (const each of middleware) {
        if (!isObject(each)) throw createArgumentError("use", "middleware, such as { onRequest() {} }", each);
      }
      registered.push(...middleware);
    },
  };
}

async function readResult(
  { response, text, request, origin }: TransportResult,
  { method, baseUrl }: PreparedRequest,
  call: CallContext,
): Promise<DispatchResult> {
  const { transport } = call;
  const { ok, status } = response;
  const needsNoBody = status === 204 || method === "delete";
  const result = { response, request };
  if (status === 304 || (ok && needsNoBody && !text)) return result;
  if (!ok) {
    const { readErrorResponse } = await loadErrors(call, request, response);
    return { ...result, error: readErrorResponse(transport, request, response, text) };
  }
  const { codec } = transport;
  const { value, excerpt } = parseBody(transport, response, text);
  if (!value) return refuseResponse(call, request, response, codec.mediaType, excerpt);
  if (needsNoBody) return result;
  const from = origin ?? baseUrl;
  const foreign = from === transport.origins[0] ? undefined : from;
  return { ...result, source: { value, text, codec, origin: foreign } };
}
