import { formatEtag, parseEtag } from "../codec/etag.ts";
import type { BufferedResponse } from "./read-body.ts";

/** A representation that was read, as the server wrote it. */
export interface CacheEntry {
  readonly etag: string;
  readonly contentType: string;
  readonly body: string;
}

/** A store for representations, such as a `Map`. Its keys hold URLs and headers, but no tokens. */
export interface RepresentationCache {
  readonly size: number;
  get(key: string): CacheEntry | undefined;
  set(key: string, entry: CacheEntry): unknown;
  delete(key: string): unknown;
  keys(): Iterable<string>;
  clear(): unknown;
}

const maxEntries = 100;
const maxBodyLength = 100_000;

/** Stores a representation. If the cache is full, the least recently used one goes. */
export function storeEntry(cache: RepresentationCache, key: string, entry: CacheEntry): void {
  cache.delete(key);
  cache.set(key, entry);
  if (cache.size > maxEntries) for (const oldest of cache.keys()) return void cache.delete(oldest);
}

/** The cache entry of a response that has an ETag and is not uncommonly large; undefined for others. */
export function toCacheEntry({ response: { status, headers }, text }: BufferedResponse): CacheEntry | undefined {
  const etag = parseEtag(headers.get("etag"));
  if (status !== 200 || !etag || text.length > maxBodyLength) return undefined;
  return { etag, contentType: headers.get("content-type") ?? "", body: text };
}

/** The response that a cache entry was made from. */
export function toResponse({ etag, contentType, body }: CacheEntry): BufferedResponse {
  const headers = { etag: formatEtag(etag), "content-type": contentType };
  return { response: new Response(body, { headers }), text: body };
}
