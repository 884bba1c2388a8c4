import { etagOf, quoted } from "../codec/etag.ts";
import type { Outcome } from "./context.ts";

/** A representation that was read, in the words of the server. */
export interface CacheEntry {
  readonly etag: string;
  readonly contentType: string;
  readonly body: string;
}

/** Where representations are kept. A `Map` will do. Its keys hold addresses and headers, but no tickets. */
export interface Cache {
  readonly size: number;
  get(key: string): CacheEntry | undefined;
  set(key: string, entry: CacheEntry): unknown;
  delete(key: string): unknown;
  keys(): Iterable<string>;
  clear(): unknown;
}

const entries = 100;
const longest = 100_000;

/** Keeps a representation for the next reader. The one that was not used for longest makes room. */
export function remember(cache: Cache, key: string, entry: CacheEntry): void {
  cache.delete(key);
  cache.set(key, entry);
  if (cache.size > entries) for (const oldest of cache.keys()) return void cache.delete(oldest);
}

/** What can be kept of an answer, if it has an ETag and is not uncommonly large. */
export function entryOf({ response: { status, headers }, text }: Outcome): CacheEntry | undefined {
  const etag = etagOf(headers.get("etag"));
  if (status !== 200 || !etag || text.length > longest) return undefined;
  return { etag, contentType: headers.get("content-type") ?? "", body: text };
}

/** The answer that a representation stands for. */
export function answerOf({ etag, contentType, body }: CacheEntry): Outcome {
  const headers = { etag: quoted(etag), "content-type": contentType };
  return { response: new Response(body, { headers }), text: body };
}
