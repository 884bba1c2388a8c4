import createFetchClient from "openapi-fetch";
import type { Call, CallOptions, Method } from "./operations.ts";

/** What `createClient` takes. */
export interface ClientOptions {
  /** The address that the document's paths are appended to, such as `https://fe1.contoso.com/ucwa/v1`. */
  baseUrl: string;
  /** The web ticket, such as `cwt=…`. */
  token?: string;
  /** Sends the requests, in place of the runtime's own `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

/** The operations of the document by method and path. */
export interface UcwaClient {
  GET: Call<"get">;
  PUT: Call<"put">;
  POST: Call<"post">;
  DELETE: Call<"delete">;
}

interface UntypedInit extends CallOptions {
  params: UntypedParameters;
  body?: unknown;
}

interface UntypedParameters {
  path?: Record<string, unknown>;
  header?: Record<string, unknown>;
}

/** What openapi-fetch has to know of a path when the types of the calls are ours. */
interface UntypedPath extends Record<Method, UntypedOperation> {}

interface UntypedOperation {
  parameters: UntypedParameters;
  requestBody?: { content: { "application/json": unknown } };
  responses: { 200: UntypedContent; default: UntypedContent };
}

interface UntypedContent {
  content: { "application/json": unknown };
}

interface UntypedClient {
  GET(path: string, init: UntypedInit): Promise<unknown>;
  PUT(path: string, init: UntypedInit): Promise<unknown>;
  POST(path: string, init: UntypedInit): Promise<unknown>;
  DELETE(path: string, init: UntypedInit): Promise<unknown>;
}

/** Makes a client for the resources `myOnlineMeeting` and `onlineMeetingExtensions` of one server. */
export function createClient(options: ClientOptions): UcwaClient;
export function createClient({ token, ...options }: ClientOptions): UntypedClient {
  const http = createFetchClient<Record<string, UntypedPath>>({
    ...options,
    headers: { Accept: "application/json", ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }) },
  });
  const call =
    (method: Method) =>
    (path: string, { signal, timeout: _, headers = {}, ...init }: UntypedInit) =>
      http.request(method, path, { ...init, headers, ...(signal && { signal }) });
  return { GET: call("get"), PUT: call("put"), POST: call("post"), DELETE: call("delete") };
}
