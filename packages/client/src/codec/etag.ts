import { toText } from "./codec.ts";

/**
 * The opaque part of an ETag, whether it comes quoted, unquoted or weak. Undefined where there is none.
 *
 * @see RFC 9110, section 8.8.3
 */
export function parseEtag(value: unknown): string | undefined {
  return /^(?:W\/)?"?([!#-~]+)"?$/.exec(toText(value))?.[1];
}

/** An ETag in quotes, for `If-Match` and `If-None-Match`. Servers ignore an unquoted one. */
export function formatEtag(etag: string): string {
  return `"${etag}"`;
}
