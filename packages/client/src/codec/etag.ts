import { textOf } from "./codec.ts";

/**
 * The opaque part of an ETag, whether it comes quoted, unquoted or weak; undefined where there is none.
 *
 * @see RFC 9110, section 8.8.3
 */
export function etagOf(written: unknown): string | undefined {
  return /^(?:W\/)?"?([!#-~]+)"?$/.exec(textOf(written))?.[1];
}

/** An ETag as `If-Match` and `If-None-Match` need it: servers take an unquoted one for a missing one. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}
