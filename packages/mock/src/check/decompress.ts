import { promisify } from "node:util";
import zlib from "node:zlib";

type Decompress = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const inflate = promisify(zlib.inflate);
const codings: Record<string, Decompress> = {
  gzip: promisify(zlib.gunzip),
  "x-gzip": promisify(zlib.gunzip),
  // Some servers leave the envelope out (RFC 9110, section 8.4.1.2).
  deflate: (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? inflate : promisify(zlib.inflateRaw))(body, options),
  br: promisify(zlib.brotliDecompress),
  // Node 22.15 and 23.8 brought it.
  ...("zstdDecompress" in zlib && { zstd: promisify(zlib.zstdDecompress) }),
  identity: async (body) => body,
};
// Nobody compresses more often, and each layer costs up to the limit.
const maxLayers = 3;

/** A body that is longer, once unpacked, than it may be. */
export class TooLargeError extends Error {}

/** A body that is not what its headers say. */
export class UnreadableBodyError extends Error {
  /** What the headers promise, in the words of a report. */
  readonly expected: string;

  constructor(expected: string, options?: ErrorOptions) {
    super(`The body: expected ${expected}, got other bytes.`, options);
    this.expected = expected;
  }
}

/**
 * Decompresses a body: takes off its content codings, the last one first. Throws `TooLargeError` if the result exceeds the limit, and
 * `UnreadableBodyError` for an unknown coding, for too many of them, and for bytes that are not in the coding.
 */
export async function decompress(body: Buffer, coding = "identity", limit = Number.MAX_SAFE_INTEGER): Promise<Buffer> {
  const layers = coding.split(",").map((name) => name.trim().toLowerCase());
  if (layers.length > maxLayers) throw new UnreadableBodyError(`at most ${maxLayers} content codings`);
  let bytes = body;
  for (const name of layers.reverse()) {
    const decompressLayer = Object.hasOwn(codings, name) ? codings[name] : undefined;
    if (!decompressLayer) throw new UnreadableBodyError(`a content coding of ${Object.keys(codings).join(", ")}`);
    bytes = await decompressLayer(bytes, { maxOutputLength: limit }).catch((error) => {
      if (error instanceof RangeError) throw new TooLargeError();
      throw new UnreadableBodyError(`bytes in the content coding ${name}`, { cause: error });
    });
  }
  if (bytes.length > limit) throw new TooLargeError();
  return bytes;
}
