import { isObject } from "../codec/codec.ts";
import { writeBody } from "../codec/write-body.ts";
import type { ClientContext } from "../resources/context.ts";
import type { CallOptions } from "../transport/context.ts";
import type { Method } from "../transport/request.ts";

/** The parameters and the body of any operation, and the options of the call. */
export interface UntypedInit extends CallOptions {
  readonly params?: unknown;
  readonly body?: unknown;
}

/** The result of any operation. */
export interface UntypedResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * Calls an operation of the document.
 *
 * @throws ArgumentError for an id that would change the path, and for a date without an offset; and what `send` throws
 */
export async function callOperation(
  { send, createCall }: ClientContext,
  method: Method,
  path: string,
  { params, body, ...options }: UntypedInit = {},
): Promise<UntypedResult> {
  const rel = relOf(method, path);
  const written = body === undefined ? undefined : writeBody("body", rel, body);
  const target = { path, params: { path: {}, ...(isObject(params) && params) } };
  const { source, error, response } = await send({ method, target, rel, body: written }, createCall(options));
  return error ? { error, response } : { data: source?.value, response };
}

/** The resource that an operation reads or writes. `POST` to a list makes one of its members. */
function relOf(method: Method, path: string): string {
  const collectionPath = path.replace(/\/\{\w+\}$/, "");
  const collection = collectionPath.slice(collectionPath.lastIndexOf("/") + 1);
  return collectionPath !== path || method === "post" ? collection.slice(0, -1) : collection;
}
