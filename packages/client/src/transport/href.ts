import { type Properties, toText } from "../codec/codec.ts";
import { createArgumentError, LinkError } from "../errors.ts";
import type { Transport } from "./context.ts";
import { cleanUrls } from "./redact.ts";

/**
 * The allowed origin that a URL belongs to.
 *
 * @throws LinkError if it belongs to none
 */
export function requireAllowedOrigin(url: string, { origins, redact }: Transport): string {
  const allowed = origins.find((origin) => url.startsWith(`${origin}/`));
  if (allowed) return allowed;
  const shown = redact(cleanUrls(url.slice(0, 1000)));
  throw new LinkError(`href: expected a URL of ${origins.join(" or ")}, got ${shown}; nothing was sent`);
}

/**
 * The URL that a server means by an href, which is absolute or relative to the host's root. Its query belongs to it. Servers with
 * an empty base path send hrefs that begin with `//v1/`: taken literally, these would name the host `v1`. What is no URL is given
 * as it is.
 *
 * @see RFC 3986, section 4.2
 */
export function normalizeHref(href: string, origin: string | undefined): string {
  const fixed = href.replace(/^\/(?=\/v\d)/, "");
  const url = href && URL.canParse(fixed, origin) && new URL(fixed, origin);
  // A URL without a host, such as mailto:, has no origin either.
  return url && url.origin !== "null" ? url.origin + url.pathname + url.search : fixed;
}

/**
 * The origin and the path that an href leads to. It is relative to the first of the allowed origins.
 *
 * @throws LinkError if it leads to an origin that is not allowed
 */
export function resolveHref(href: string, transport: Transport): { baseUrl: string; path: string } {
  const url = normalizeHref(href, transport.origins[0]);
  const baseUrl = requireAllowedOrigin(url, transport);
  return { baseUrl, path: url.slice(baseUrl.length) };
}

/**
 * A path of the document with ids in it.
 *
 * @throws ArgumentError for an id that would change the path: an empty one, dots, or half a character
 */
export function fillPath(path: string, ids: Properties): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const id = ids[name] ?? "";
    const text = toText(id);
    if (!/^\.*$|\p{Surrogate}/u.test(text)) return encodeURIComponent(text);
    throw createArgumentError(name, "an id", id);
  });
}
