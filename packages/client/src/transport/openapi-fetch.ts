import createFetchClient, { type Client, type Middleware } from "openapi-fetch";
import { toText } from "../codec/codec.ts";
import { type RequestSummary, rethrow } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { createUnexpectedResponseError } from "./error-response.ts";
import type { Method, OperationParameters, OutgoingRequest, PreparedRequest } from "./request.ts";
import { requestInit } from "./request-init.ts";
import { withTimeout } from "./timeout.ts";
import { sendWithRetry, type TransportResult } from "./transport.ts";

/** What openapi-fetch has to know of the paths, when the types of the calls are ours. */
interface UntypedOperation {
  parameters: OperationParameters;
  requestBody?: { content: { "application/json": unknown } };
  responses: {
    200: { content: { "application/json": unknown } };
    default: { content: { "application/json": unknown } };
  };
}

interface UntypedPath extends Record<Method, UntypedOperation> {}

/** Sends a request by way of openapi-fetch and its middleware. */
export type OpenapiFetch = (
  request: PreparedRequest,
  call: CallContext,
  middleware: readonly Middleware[],
) => Promise<TransportResult>;

/** Makes openapi-fetch for the paths under a base URL. Bodies come to it as text. */
export function createOpenapiFetch(baseUrl: string, headers: Record<string, string>): OpenapiFetch {
  const bodySerializer = (text: unknown) => text;
  const client: Client<Record<string, UntypedPath>> = createFetchClient({ baseUrl, headers, bodySerializer });
  return async (
    { method, path, url, params, ids = params?.path ?? {}, header, body, baseUrl: otherBaseUrl },
    call,
    middleware,
  ) => {
    const results: TransportResult[] = [];
    const summary = { method: method.toUpperCase(), url };
    const sending = client.request(method, path, {
      ...requestInit,
      body,
      params: { ...params, path: ids, header: { ...params?.header, ...header } },
      pathSerializer: () => url,
      parseAs: "stream",
      middleware: middleware.map((each) => limit(each, call, summary)),
      ...(otherBaseUrl && { baseUrl: otherBaseUrl }),
      fetch: async (request: Request) => {
        const result = await sendWithRetry(call, await toOutgoingRequest(request));
        const isReadAgain = middleware.length > 0 || !result.response.ok;
        const shown = isReadAgain ? { ...result, response: withBody(result) } : result;
        results.push(shown);
        return shown.response;
      },
    });
    const { response, error } = await sending.catch((reason: unknown) =>
      rethrow(reason, results.at(-1)?.request ?? summary),
    );
    const last = results.at(-1);
    if (last && response === last.response) return last;
    const request = last?.request ?? summary;
    const text = await readText(response, error).catch((reason: unknown) => {
      const { transport } = call;
      throw createUnexpectedResponseError(transport, request, response, transport.codec.mediaType, reason);
    });
    return { ...last, request, response, text };
  };
}

/** Middleware that the call does not wait for any longer than for all else. */
function limit(middleware: Middleware, call: CallContext, request: RequestSummary): Middleware {
  const patient = { ...call, timeout: Infinity };
  // A proxy may show another value only for what its target does not have itself and frozen.
  const target: Middleware = Object.create(middleware);
  return new Proxy(target, {
    get(_, name) {
      const step: unknown = Reflect.get(middleware, name);
      if (typeof step !== "function") return step;
      return (...args: unknown[]) =>
        withTimeout(patient, request, "middleware to be done", async () => Reflect.apply(step, middleware, args));
    },
  });
}

async function toOutgoingRequest(request: Request): Promise<OutgoingRequest> {
  const { method, url, headers } = request;
  const body = method === "GET" ? "" : await request.text();
  return { method, url, headers, body, ...(!body && { source: request }) };
}

/** A response whose body can be read once more: middleware reads it, and openapi-fetch does for an error. */
function withBody({ response: { status, headers, statusText }, text }: TransportResult): Response {
  // A server may send a text that `Response` does not accept.
  return new Response(text || null, { status, headers, statusText: toText(statusText).replace(/[^\t -~]/g, "") });
}

/** The body of a response of middleware's. That of an error is read already, and parsed if it looked like JSON. */
async function readText(response: Response, error: unknown): Promise<string> {
  if (response.ok) return response.text();
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
