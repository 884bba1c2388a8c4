import { LinkError } from "../errors.ts";
import type { Wire } from "./context.ts";

/** The one of the allowed origins that an address belongs to. Throws LinkError if it belongs to none. */
export function originOf(address: string, { origins, redact }: Wire): string {
  const origin = origins.find((each) => address.startsWith(`${each}/`));
  if (origin) return origin;
  // Without a password, a query and a fragment, in which servers put secrets.
  const shown = redact(address.slice(0, 1000).replace(/^([^/]*\/\/)?[^/]*@|[?#].*/gs, "$1"));
  throw new LinkError(`expected an address of ${origins.join(" or ")}, got ${shown}; nothing was sent`);
}

/**
 * The address that an href of a server means, which is absolute or relative to the host's root. Its query belongs to it. An
 * href that begins with `//v1/` is a slip of servers with an empty base path; read to the letter, it would name the
 * host `v1`. What is no address is given as it is.
 *
 * @see RFC 3986, section 4.2
 */
export function addressOf(href: string, origin: string | undefined): string {
  const written = href.replace(/^\/(?=\/v\d)/, "");
  const url = href && URL.canParse(written, origin) && new URL(written, origin);
  // What is no address of a host, such as mailto:, has no origin either.
  return url && url.origin !== "null" ? url.origin + url.pathname + url.search : written;
}

/**
 * Resolves an href to what is requested, relative to the first of the origins.
 *
 * @throws LinkError if it leads to an origin that is not allowed
 */
export function resolveHref(href: string, wire: Wire): { baseUrl: string; path: string } {
  const address = addressOf(href, wire.origins[0]);
  const baseUrl = originOf(address, wire);
  return { baseUrl, path: address.slice(baseUrl.length) };
}
