import type { MockRequest } from "../http/request.ts";
import type { HttpOperation } from "./operations.ts";
import type { BodyLimits } from "./parse-json.ts";
import type { ContractRequest } from "./prism.ts";
import { type DecodedBody, decodeBody } from "./read-body.ts";
import type { Route } from "./route.ts";

/** The operation that a request is for; undefined where the document has none. */
export function findOperation(
  operations: HttpOperation[],
  { template }: Route,
  method: string,
): HttpOperation | undefined {
  return operations.find((operation) => operation.path === template && operation.method === method.toLowerCase());
}

/** The body of a request; none where the operation takes none, since such a body has no meaning (RFC 9110, section 9.3.1). */
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
 * The request as Prism is to see it: in JSON, with a length where there is a body, since it looks at no other, and with the headers that the
 * document has, since it goes through all of them for each of these.
 */
export function toContractRequest(
  operation: HttpOperation,
  { method, headers }: MockRequest,
  { path, query }: Route,
  body: DecodedBody,
): ContractRequest {
  const hasBody = "value" in body;
  const relevant: Record<string, string> = {
    "content-type": "application/json",
    "content-length": hasBody ? "1" : "0",
  };
  for (const { name } of operation.request?.headers ?? []) {
    const value = headers[name.toLowerCase()];
    if (value !== undefined) relevant[name.toLowerCase()] = value;
  }
  // The name of the scheme may be in any case (RFC 9110, section 11.1). Prism takes one.
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
