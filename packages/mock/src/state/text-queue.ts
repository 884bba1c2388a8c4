/** The last texts that were added, the oldest first. */
export interface TextQueue {
  /** Adds a text that counts as so much. */
  add(text: string, size: number): void;
  texts(): string[];
}

const firstLength = 2048;
// A character of UTF-16 has at most three bytes in UTF-8.
const maxBytesOfCharacter = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Creates an empty queue. It drops the oldest texts above a number of texts, or above a sum of their sizes. All of them are in one buffer, because objects that
 * live for a thousand requests would be copied by each garbage collection, and would make V8's young generation grow to its limit.
 */
export function createTextQueue(maxTexts: number, maxSize: number): TextQueue {
  let buffer = new Uint8Array(firstLength);
  const lengths: number[] = [];
  const sizes: number[] = [];
  let total = 0;
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
    add(text, size) {
      makeRoom(text.length * maxBytesOfCharacter);
      const { written } = encoder.encodeInto(text, buffer.subarray(end));
      lengths.push(written);
      sizes.push(size);
      end += written;
      total += size;
      while (lengths.length > maxTexts || total > maxSize) {
        start += lengths.shift() ?? 0;
        total -= sizes.shift() ?? 0;
      }
    },
    texts() {
      let at = start;
      return lengths.map((length) => {
        at += length;
        return decoder.decode(buffer.subarray(at - length, at));
      });
    },
  };
}
