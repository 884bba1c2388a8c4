/** The last texts that were added, the oldest first. */
export interface TextQueue {
  /** Adds a text that counts as so much. */
  add(text: string, size: number): void;
  texts(): string[];
}

const firstLength = 2048;
// Before each text are two numbers: its length in bytes, and how much it counts.
const bytesOfNumber = 4;
const bytesOfHead = 2 * bytesOfNumber;
// A character of UTF-16 has at most three bytes in UTF-8.
const maxBytesOfCharacter = 3;
const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Creates an empty queue. It drops the oldest texts above a number of texts, or above a sum of their sizes. All of them are in one buffer, and nothing else
 * grows with them: objects that live for a thousand requests would be copied by each garbage collection, and would make V8's young generation grow to its limit.
 */
export function createTextQueue(maxTexts: number, maxSize: number): TextQueue {
  let view = new DataView(new ArrayBuffer(firstLength));
  let count = 0;
  let total = 0;
  let start = 0;
  let end = 0;
  const bytes = (from: number, to = view.byteLength) => new Uint8Array(view.buffer, from, to - from);
  const makeRoom = (length: number) => {
    if (end + length <= view.byteLength) return;
    const kept = bytes(start, end);
    // Twice of what is needed, so that the texts are moved rarely.
    const wanted = 2 * (kept.length + length);
    if (wanted > view.byteLength) view = new DataView(new ArrayBuffer(wanted));
    bytes(0).set(kept);
    end -= start;
    start = 0;
  };
  const dropOldest = () => {
    total -= view.getUint32(start + bytesOfNumber);
    start += bytesOfHead + view.getUint32(start);
    count -= 1;
  };
  return {
    add(text, size) {
      makeRoom(bytesOfHead + text.length * maxBytesOfCharacter);
      const { written } = encoder.encodeInto(text, bytes(end + bytesOfHead));
      view.setUint32(end, written);
      view.setUint32(end + bytesOfNumber, size);
      end += bytesOfHead + written;
      total += size;
      count += 1;
      while (count > maxTexts || total > maxSize) dropOldest();
    },
    texts() {
      const texts: string[] = [];
      for (let at = start; at < end; ) {
        const first = at + bytesOfHead;
        at = first + view.getUint32(at);
        texts.push(decoder.decode(bytes(first, at)));
      }
      return texts;
    },
  };
}
