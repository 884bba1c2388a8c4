/** A response, and its body, which has been read. */
export interface BufferedResponse {
  readonly response: Response;
  readonly text: string;
}

/** The most bytes of a body: far more than a meeting has, and few enough to do no harm. */
export const maxBodySize = 10_000_000;

/**
 * Reads a body as UTF-8, without a byte order mark. Gives undefined, and cancels the rest, once the body is too large or the
 * signal is aborted.
 */
export async function readBody({ body }: Response, signal: AbortSignal): Promise<string | undefined> {
  const reader = body?.getReader();
  // If that fails, it goes on, and nobody waits for it.
  const cancel = () => void reader?.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; size <= maxBodySize && !signal.aborted; ) {
    const chunk = await reader?.read();
    if (!chunk?.value) return text + decoder.decode();
    size += chunk.value.length;
    text += decoder.decode(chunk.value, { stream: true });
  }
  return cancel();
}
