import type { BodyCodec, Properties } from "../codec/codec.ts";
import { formatEtag } from "../codec/etag.ts";
import { createArgumentError, type RequestSummary } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { fillPath, resolveHref } from "./href.ts";

/** The methods that the document's operations use, spelled as the document does. */
export type Method = "get" | "put" | "post" | "delete";

/** The parameters of an operation, as openapi-fetch takes them. */
export interface OperationParameters {
  readonly path?: Properties;
  readonly header?: Properties;
}

/** A path of the document with its ids or all its parameters, or a path of another origin. */
export interface RequestTarget {
  readonly path: string;
  readonly ids?: Properties;
  readonly params?: OperationParameters;
  readonly baseUrl?: string;
}

/** The parts of a request to send. */
export interface RequestSpec {
  readonly method: Method;
  readonly target: RequestTarget | { readonly href: string };
  /** The resource that the body represents. */
  readonly rel: string;
  readonly body?: Properties | undefined;
  /** The codec that writes the body, if it is not the client's. */
  readonly codec?: BodyCodec;
  readonly ifMatch?: string;
}

/** A request with its path and body written, but without the client's own headers. */
export interface PreparedRequest extends RequestTarget {
  readonly method: Method;
  /** The URL, with the ids in it. */
  readonly url: string;
  readonly header: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** A request that can be sent, also more than once. */
export interface OutgoingRequest extends RequestSummary {
  /** The headers, but for the token. */
  readonly headers: Headers | Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** A request without a body that openapi-fetch or middleware has made. It may have options such as `credentials`. */
  readonly source?: Request;
}

/** A request that is sent once, with the token. */
export interface AttemptRequest extends Omit<OutgoingRequest, "source"> {
  readonly headers: Headers;
  readonly source: Request | string;
  /** 1 for the first attempt of a call. */
  readonly attempt: number;
}

/**
 * Writes the path, the headers and the body of a request.
 *
 * @throws LinkError for an href that leads to an origin that is not allowed; ArgumentError for an id that would change the path
 */
export function prepareRequest(
  spec: RequestSpec,
  { transport, headers }: CallContext,
  baseUrl: string,
): PreparedRequest {
  const { method, rel, body, codec = transport.codec, ifMatch } = spec;
  const target: RequestTarget = "href" in spec.target ? resolveHref(spec.target.href, transport) : spec.target;
  const header: Record<string, string> = {
    ...(body && { "content-type": codec.mediaType }),
    ...(ifMatch && { "if-match": formatEtag(ifMatch) }),
    ...headersToObject(headers),
  };
  const { path, params, ids = params?.path } = target;
  const url = (target.baseUrl ?? baseUrl) + (ids ? fillPath(path, ids) : path);
  return { ...target, url, method, header, body: body && codec.stringify(body, rel) };
}

/**
 * Headers as an object with names in lower case.
 *
 * @throws ArgumentError for what no request can have. The runtime's error would show the value, which may be a token.
 */
export function headersToObject(headers: RequestInit["headers"]): Record<string, string> {
  try {
    return Object.fromEntries(new Headers(headers));
  } catch {
    throw createArgumentError("headers", "HTTP headers", typeof headers);
  }
}
