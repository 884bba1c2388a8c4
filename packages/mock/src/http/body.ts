import type { RequestBody } from "./request.ts";

/** Takes the body of a request piece by piece, and keeps no more of it than a limit allows, so that no request can fill the memory. */
export interface BodyCollector {
  /** Takes a piece, and returns how many bytes have come so far, also of those that were not kept. */
  add(chunk: Uint8Array): number;
  /** What has come so far, as the body of a request. */
  body(): RequestBody;
}

/** Starts with an empty body. The limit is in bytes. */
export function createBodyCollector(limit: number): BodyCollector {
  // No getter of the length: V8 gives each object that is written with one a hidden class, which outlives the request.
  let chunks: Uint8Array[] = [];
  let length = 0;
  return {
    add(chunk) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      return length;
    },
    body() {
      if (length > limit) return { kind: "tooLarge", limit };
      return length === 0 ? { kind: "none" } : { kind: "bytes", bytes: join(chunks, length) };
    },
  };
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const [first] = chunks;
  if (first && chunks.length === 1) return first;
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}
