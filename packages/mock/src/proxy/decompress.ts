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
// Nobody packs thrice, and each layer costs up to the limit.
const mostLayers = 3;

/** A body that is longer, once unpacked, than it may be. */
export class TooLargeError extends Error {}

/**
 * The bytes of a body, out of its content codings, of which the last one is taken off first. Throws `TooLargeError` beyond the limit; and another
 * error for a coding that it does not know, and for bytes that are none of it.
 */
export async function decompress(body: Buffer, coding = "identity", limit = Number.MAX_SAFE_INTEGER): Promise<Buffer> {
  const layers = coding.split(",").map((name) => name.trim().toLowerCase());
  if (layers.length > mostLayers) throw new Error(`at most ${mostLayers} content codings`);
  let bytes = body;
  for (const name of layers.reverse()) {
    const decompressLayer = Object.hasOwn(codings, name) ? codings[name] : undefined;
    if (!decompressLayer) throw new Error(`a content coding of ${Object.keys(codings).join(", ")}`);
    bytes = await decompressLayer(bytes, { maxOutputLength: limit }).catch((error) => {
      if (error instanceof RangeError) throw new TooLargeError();
      throw new Error(`bytes in the content coding ${name}`);
    });
  }
  if (bytes.length > limit) throw new TooLargeError();
  return bytes;
}
