import createFetchClient, { type Client, type Middleware } from "openapi-fetch";
import { mapTimestamps, writtenDate } from "../codec/timestamps.ts";
import type { UntypedInit } from "../operations/create-operations.ts";
import type { Method } from "../operations/operations.ts";
import { meetingPath } from "../resources/my-online-meeting.ts";
import type { Ground } from "../resources/resource.ts";
import { requestInit } from "./request-init.ts";

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

/** A request before it has an address: a path of the document with its ids or all its parameters, or a path of another origin. */
export interface Content {
  readonly method: Method;
  readonly path: string;
  readonly ids: Readonly<Record<string, unknown>> | undefined;
  /** The path with the ids in it. */
  readonly filledPath: string;
  readonly params?: Parameters;
  readonly baseUrl?: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Sends a request, with what is to see it. Gives the response, and what reads it where middleware has replaced it. */
export type Http = (
  content: Content,
  middleware: Middleware[],
  fetch: (request: Request) => Promise<Response>,
) => Promise<{ response: Response; readText?: () => Promise<string> }>;

/** Makes openapi-fetch for the paths under a base URL. What it is given to send is written already. */
export function createHttp(init: { baseUrl: string; headers: Record<string, string> }): Http {
  const client: Client<Record<string, UntypedPath>> = createFetchClient({
    ...init,
    bodySerializer: (text: unknown) => text,
  });
  return async ({ method, path, ids = {}, params, header, body, baseUrl }, middleware, fetch) => {
    const all = { ...params, path: ids, header: { ...params?.header, ...header } };
    const more = { params: all, parseAs: "stream", middleware, fetch, ...(baseUrl && { baseUrl }) } as const;
    const { response, error } = await client.request(method, path, { ...requestInit, body, ...more });
    return { response, readText: async () => (response.ok ? response.text() : errorText(error)) };
  };
}

/** Calls an operation of the document. Gives what the lower layer gives. */
export async function callOperation(
  { send, begin }: Ground,
  method: Method,
  path: string,
  { params, body, ...options }: UntypedInit,
) {
  const rel = path === meetingPath ? "myOnlineMeeting" : "";
  const written = body && mapTimestamps(rel, { ...body }, writtenDate);
  const message = { method, to: { path, params: { path: {}, ...params } }, rel, body: written };
  const { source, error, response } = await send(message, begin(options));
  return error ? { error, response } : { data: source?.value, response };
}

/** The text of an error, which openapi-fetch has parsed if it looked like JSON. */
function errorText(error: unknown): string {
  return typeof error === "string" ? error : (JSON.stringify(error) ?? "");
}
