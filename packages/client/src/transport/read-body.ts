/** Far above what a meeting can be, far below what hurts. */
export const bodyLimit = 10_000_000;

/** Reads a body as UTF-8, without a byte order mark; undefined once it is too large or called off, the rest unread. */
export async function readBody({ body }: Response, signal: AbortSignal): Promise<string | undefined> {
  const reader = body?.getReader();
  const stop = async () => {
    try {
      await reader?.cancel();
    } catch {
      // It goes on, then, and nobody waits for it.
    }
  };
  signal.onabort = stop;
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; size <= bodyLimit && !signal.aborted; ) {
    const part = await reader?.read();
    if (!part?.value) return text + decoder.decode();
    size += part.value.length;
    text += decoder.decode(part.value, { stream: true });
  }
  return void stop();
}
