import type { Ground } from "../resources/resource.ts";
import type { Parameters } from "../transport/openapi-fetch.ts";
import type { CallOptions, Method, OperationCall } from "./operations.ts";

/** The operations of the document, by method and path, in the way of openapi-fetch. */
export interface Operations {
  /**
   * `GET`, such as `GET("/applications/…", { params })`. Gives `{ data, error, response }`. A 304, which only a request
   * with `If-None-Match` gets, has neither data nor error.
   */
  GET: OperationCall<"get">;
  /** `PUT`. It replaces: send back all that was read, with `If-Match`. `update` does it for you. */
  PUT: OperationCall<"put">;
  /** `POST`, which is never repeated. */
  POST: OperationCall<"post">;
  /** `DELETE`. */
  DELETE: OperationCall<"delete">;
}

/** What an operation takes, whichever it is. */
export interface UntypedInit extends CallOptions {
  readonly params?: Parameters;
  readonly body?: object;
}

interface UntypedOperations {
  GET(path: string, init: UntypedInit): Promise<unknown>;
  PUT(path: string, init: UntypedInit): Promise<unknown>;
  POST(path: string, init: UntypedInit): Promise<unknown>;
  DELETE(path: string, init: UntypedInit): Promise<unknown>;
}

/** Makes the lower layer. */
export function createOperations(ground: Ground): Operations;
export function createOperations(ground: Ground): UntypedOperations {
  // On demand, with openapi-fetch, which it needs in any case.
  const call =
    (method: Method) =>
    async (path: string, init: UntypedInit = {}) =>
      (await import("../transport/openapi-fetch.ts")).callOperation(ground, method, path, init);
  return { GET: call("get"), PUT: call("put"), POST: call("post"), DELETE: call("delete") };
}
