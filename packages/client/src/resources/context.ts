import { rethrow } from "../errors.ts";
import type { CallContext, CallOptions } from "../transport/context.ts";
import type { Send } from "../transport/dispatch.ts";
import { refuseResponse } from "../transport/load-errors.ts";
import type { RequestSpec } from "../transport/request.ts";
import { ServerRepresentation } from "./representation.ts";

/** What a client gives to each of its layers. */
export interface ClientContext {
  readonly send: Send;
  /** Makes what a call has for all its requests. */
  createCall(options?: CallOptions): CallContext;
}

/**
 * Sends a request whose response has to be a representation. If it has no body, the fallback gets the representation.
 *
 * @throws UcwaError, UnexpectedResponseError if there is no body and no fallback, and what `send` throws
 */
export async function sendForRepresentation(
  { send }: ClientContext,
  spec: RequestSpec,
  call: CallContext,
  fallback?: () => Promise<ServerRepresentation>,
): Promise<ServerRepresentation> {
  const { response, request, source, error } = await send(spec, call);
  if (error) throw error;
  if (source) return new ServerRepresentation(source, spec.rel, request.url, response.headers.get("etag"));
  if (fallback) return fallback().catch((cause: unknown) => rethrow(cause, request));
  return refuseResponse(call, request, response, "a representation");
}
