import { negotiate } from "../http/media-type.ts";
import { readPrefer } from "../http/prefer.ts";
import type { Answering } from "../middleware/contract.ts";
import type { Received } from "../server/read-request.ts";
import { type Choice, choose } from "./example.ts";
import type { HttpOperation } from "./operations.ts";
import type { BodyLimits } from "./parse-json.ts";
import type { EngineRequest } from "./prism.ts";
import { type Decoded, decode } from "./read-body.ts";
import type { Route } from "./route.ts";

/** A request that has an operation, read as far as can be without asking Prism. */
export interface Task {
  answering: Answering;
  received: Received;
  routed: Route;
  operation: HttpOperation;
  decoded: Decoded;
  /** The media types that the answer could be in, and the one that it is going to be in; undefined where none is accepted. */
  offered: string[];
  mediaType: string | undefined;
  preferred: Choice | undefined;
  request: EngineRequest;
}

/** Reads the body and what the request wants to get. */
export function toTask(answering: Answering, received: Received, routed: Route, operation: HttpOperation): Task {
  const decoded = decodeFor(operation, received, routed);
  const preferred = choose(operation, readPrefer(received.headers.prefer), answering.world.switches);
  const offered = offeredTypes(operation, preferred);
  const mediaType = offered.length === 0 ? "*/*" : negotiate(received.headers.accept, offered);
  const request = toRequest(operation, received, routed, decoded);
  return { answering, received, routed, operation, decoded, offered, mediaType, preferred, request };
}

/** The body of a request; none where the operation takes none, since such a body has no meaning (RFC 9110, section 9.3.1). */
export function decodeFor(
  { request }: HttpOperation,
  received: Received,
  { resource = "" }: Route,
  limits?: BodyLimits,
): Decoded {
  const supported = (request?.body?.contents ?? []).map(({ mediaType }) => mediaType);
  return supported.length > 0 ? decode(received, supported, resource, limits) : {};
}

/**
 * The request as Prism is to see it: in JSON, with a length where there is a body, since it looks at no other, and with the headers that the
 * document has, since it goes through all of them for each of these.
 */
export function toRequest(
  operation: HttpOperation,
  { method, headers }: Received,
  { path, query }: Route,
  decoded: Decoded,
): EngineRequest {
  const hasBody = "value" in decoded;
  const seen: Record<string, string> = { "content-type": "application/json", "content-length": hasBody ? "1" : "0" };
  for (const { name } of operation.request?.headers ?? []) {
    const value = headers[name.toLowerCase()];
    if (value !== undefined) seen[name.toLowerCase()] = value;
  }
  // The name of the scheme may be in any case (RFC 9110, section 11.1). Prism takes one.
  if (headers.authorization) seen.authorization = headers.authorization.replace(/^bearer(?=\s)/i, "Bearer");
  return {
    operation,
    method,
    path,
    query: Object.fromEntries(query),
    headers: seen,
    ...(hasBody && { body: decoded.value }),
  };
}

function offeredTypes({ responses }: HttpOperation, preferred: Choice | undefined): string[] {
  const wanted = preferred && "example" in preferred ? preferred.example.code : undefined;
  const response = responses.find(({ code }) =>
    wanted === undefined ? code.startsWith("2") : code === String(wanted),
  );
  return (response?.contents ?? []).map(({ mediaType }) => mediaType);
}
