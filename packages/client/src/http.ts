import createFetchClient, { type Client } from "openapi-fetch";
import type { Method } from "./operations.ts";

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

/** openapi-fetch, for any path. */
export type Http = Client<Record<string, UntypedPath>>;

/** Makes openapi-fetch for the paths under a base URL. What it is given to send is written already. */
export function createHttp(init: { baseUrl: string; headers: Record<string, string> }): Http {
  return createFetchClient({ ...init, bodySerializer: (text: unknown) => text });
}
