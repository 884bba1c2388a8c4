import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";

const codings: Record<string, (body: Buffer) => Buffer> = {
  gzip: gunzipSync,
  "x-gzip": gunzipSync,
  deflate: inflateSync,
  br: brotliDecompressSync,
  identity: (body) => body,
};

/** The text of a body, out of its content coding. Throws for a coding that it does not know, and for bytes that are none of it. */
export function unpack(body: Buffer, coding = "identity"): string {
  const unpackOne = codings[coding.trim().toLowerCase()];
  if (!unpackOne) throw new Error(`The content coding ${coding} is not known.`);
  return new TextDecoder("utf-8", { fatal: true }).decode(unpackOne(body));
}
