/** The last texts that were added, the oldest first. */
export interface TextQueue {
  add(text: string): void;
  texts(): string[];
  clear(): void;
}

const firstLength = 16_384;
// A character of UTF-16 has at most three bytes in UTF-8.
const maxBytesOfCharacter = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Creates an empty queue. It drops the oldest texts above a number of texts or of bytes. All of them are in one buffer, because objects that
 * live for a thousand requests would be copied by each garbage collection, and would make V8's young generation grow to its limit.
 */
export function createTextQueue(maxTexts: number, maxBytes: number): TextQueue {
  let buffer = new Uint8Array(firstLength);
  let lengths: number[] = [];
  let start = 0;
  let end = 0;
  const makeRoom = (length: number) => {
    if (end + length <= buffer.length) return;
    // Twice of what is needed, so that the texts are moved rarely.
    const wanted = 2 * (end - start + length);
    if (wanted > buffer.length) {
      const larger = new Uint8Array(wanted);
      larger.set(buffer.subarray(start, end));
      buffer = larger;
    } else buffer.copyWithin(0, start, end);
    end -= start;
    start = 0;
  };
  return {
    add(text) {
      makeRoom(text.length * maxBytesOfCharacter);
      const { written } = encoder.encodeInto(text, buffer.subarray(end));
      lengths.push(written);
      end += written;
      while (lengths.length > maxTexts || end - start > maxBytes) start += lengths.shift() ?? 0;
    },
    texts() {
      let at = start;
      return lengths.map((length) => {
        at += length;
        return decoder.decode(buffer.subarray(at - length, at));
      });
    },
    clear() {
      buffer = new Uint8Array(firstLength);
      lengths = [];
      start = 0;
      end = 0;
    },
  };
}
