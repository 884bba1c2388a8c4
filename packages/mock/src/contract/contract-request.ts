import type { MockRequest } from "../http/request.ts";
import type { HttpOperation } from "./operations.ts";
import type { BodyLimits } from "./parse-json.ts";
import type { ContractRequest } from "./prism.ts";
import { type DecodedBody, decodeBody } from "./read-body.ts";
import type { Route } from "./route.ts";

/** Finds the operation of a request; undefined if the document has none. */
export function findOperation(
  operations: HttpOperation[],
  { template }: Route,
  method: string,
): HttpOperation | undefined {
  return operations.find((operation) => operation.path === template && operation.method === method.toLowerCase());
}

/** Reads the body of a request. Ignores it if the operation takes no body, since it then has no meaning (RFC 9110, section 9.3.1). */
export function readBody(
  { request: { body } = {} }: HttpOperation,
  request: MockRequest,
  { resource = "" }: Route,
  limits?: BodyLimits,
): DecodedBody {
  const supported = (body?.contents ?? []).map(({ mediaType }) => mediaType);
  return supported.length > 0 ? decodeBody(request, supported, resource, limits) : {};
}

/**
 * Converts a request to the form that Prism validates. A body is in JSON and has a `Content-Length`, because Prism validates no body without
 * one. The headers are only those that the document describes, because Prism searches all headers for each of these.
 */
export function toContractRequest(
  operation: HttpOperation,
  { method, headers }: MockRequest,
  { path, query }: Route,
  body: DecodedBody,
): ContractRequest {
  const hasBody = "value" in body;
  const relevant: Record<string, string> = hasBody ? { "content-type": "application/json", "content-length": "1" } : {};
  for (const { name } of operation.request?.headers ?? []) {
    const value = headers[name.toLowerCase()];
    if (value !== undefined) relevant[name.toLowerCase()] = value;
  }
  // The name of the scheme may be in any case (RFC 9110, section 11.1), but Prism accepts only this one.
  if (headers.authorization) relevant.authorization = headers.authorization.replace(/^bearer(?=\s)/i, "Bearer");
  return {
    operation,
    method,
    path,
    query: Object.fromEntries(query),
    headers: relevant,
    ...(hasBody && { body: body.value }),
  };
}
