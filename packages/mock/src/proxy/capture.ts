/** The bytes of a body, as far as they are kept. */
export interface CapturedBody {
  chunks: readonly Buffer[];
  body(): Buffer;
  /** False where there were more bytes than are kept, so that nothing can be said about them. */
  isComplete(): boolean;
  add(chunk: Buffer): void;
}

/** Keeps a body up to a limit, and nothing of one that is longer. */
export function captureBody(limit: number): CapturedBody {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    chunks,
    body: () => Buffer.concat(chunks),
    isComplete: () => length <= limit,
    add(chunk) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
    },
  };
}
