import type { ClientContext } from "../resources/context.ts";
import type { Method } from "../transport/request.ts";
import type { UntypedInit, UntypedResult } from "./call-operation.ts";
import type { Init, OperationCall, PathsWith, Result } from "./operations.ts";

/** The operations of the document, by method and path, called as with openapi-fetch. */
export interface Operations {
  /**
   * `GET`, such as `GET("/applications/…", { params })`. Gives `{ data, error, response }`. A 304, which only a request with
   * `If-None-Match` gets, has neither data nor error.
   */
  GET: OperationCall<"get">;
  /** `PUT`, which replaces the resource: send back all that you read, with `If-Match`. `update` does it for you. */
  PUT: OperationCall<"put">;
  /** `POST`, which is never retried. */
  POST: OperationCall<"post">;
  /** `DELETE`. */
  DELETE: OperationCall<"delete">;
}

/** Makes the lower layer. */
export function createOperations(context: ClientContext): Operations {
  let loaded: typeof import("./call-operation.ts") | undefined;
  const createMethod =
    <M extends Method>(method: M): OperationCall<M> =>
    async <P extends PathsWith<M>>(path: P, init: Init<P, M>) => {
      // On demand, with openapi-fetch, which it needs in any case. To import it for each call takes longer than the call.
      loaded ??= await import("./call-operation.ts");
      const untyped: UntypedInit | undefined = init;
      const result = await loaded.callOperation(context, method, path, untyped);
      assertResult<P, M>(result);
      return result;
    };
  return {
    GET: createMethod("get"),
    PUT: createMethod("put"),
    POST: createMethod("post"),
    DELETE: createMethod("delete"),
  };
}

/** Types a result by its operation. It checks nothing: a server can always send other data than the document describes. */
function assertResult<P extends PathsWith<M>, M extends Method>(
  _result: UntypedResult,
): asserts _result is UntypedResult & Result<P, M> {}
