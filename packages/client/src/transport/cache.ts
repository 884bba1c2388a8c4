import { formatEtag, parseEtag } from "../codec/etag.ts";
import type { BufferedResponse } from "./read-body.ts";

/** A representation that was read, as the server wrote it. */
export interface CacheEntry {
  /** The ETag, without quotes. */
  readonly etag: string;
  /** The header `Content-Type` of the response. */
  readonly contentType: string;
  /** The body as text. */
  readonly body: string;
}

/** A store for representations, such as a `Map`. Its keys hold URLs and headers, but no tokens. One that throws is as good as empty. */
export interface RepresentationCache {
  /** The number of entries. */
  readonly size: number;
  /** Gives the entry of a key. Undefined if there is none. */
  get(key: string): CacheEntry | undefined;
  /** Stores an entry, in the place of one with the same key. */
  set(key: string, entry: CacheEntry): unknown;
  /** Removes an entry. */
  delete(key: string): unknown;
  /** Gives the keys. The one that was set first comes first. */
  keys(): Iterable<string>;
  /** Removes all entries. */
  clear(): unknown;
}

const maxEntries = 100;
const maxBodyLength = 100_000;

/** What a store gives; undefined if it throws. */
export function tryStore<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch {
    return undefined;
  }
}

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
