/** Far above what a meeting can be, far below what hurts. */
export const bodyLimit = 10_000_000;

/** Reads a body as UTF-8, without a byte order mark; undefined once it is too large, the rest unread. */
export async function readBody({ body }: Response): Promise<string | undefined> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ; ) {
    const part = await reader?.read();
    if (!part?.value) return text + decoder.decode();
    size += part.value.length;
    if (size > bodyLimit) return void reader?.cancel();
    text += decoder.decode(part.value, { stream: true });
  }
}
