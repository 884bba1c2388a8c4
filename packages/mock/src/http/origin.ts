import { MockError } from "../errors.ts";
import type { MockRequest } from "./request.ts";
import { parseHttpUrl } from "./url.ts";

/** Returns the origin that the client of a request has to use; an empty text if nothing says which. */
export type FindOrigin = (request: Pick<MockRequest, "url" | "headers">) => string;

/**
 * Creates what finds the origin that clients have to use: the public one, else that of the URL to which the request was sent, else the one that its `Host` names, with `http:`. Headers of
 * proxies, such as `Forwarded` (RFC 7239), do not count: every client can send them.
 */
export function createOriginFinder(publicOrigin?: string): FindOrigin {
  if (publicOrigin !== undefined) return () => publicOrigin;
  return ({ url, headers: { host } }) => {
    // The origin of a URL that is not of HTTP is no URL.
    if (url !== undefined) return parseHttpUrl(url)?.origin ?? "";
    return host === undefined ? "" : `http://${host}`;
  };
}

/** Reads the URL with which others reach a mock. It has no path, because links begin at the root. Throws `MockError` for anything else. */
export function readPublicUrl(text: string): URL {
  const url = parseHttpUrl(text);
  if (url?.href === `${url?.origin}/`) return url;
  throw new MockError(
    `publicUrl: expected a URL without a path, such as https://mock.contoso.com, got ${JSON.stringify(text)}.`,
  );
}
