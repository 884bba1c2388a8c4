import type { BodyCodec } from "./codec.ts";

/** The codec for JSON, which a client uses unless it is given another. */
export const json: BodyCodec = {
  mediaType: "application/json",
  mediaTypes: /^[^;]*[/+]json\b/i,
  parse: JSON.parse,
  stringify: (body) => JSON.stringify(body),
  loadLossless: async () => (await import("./lossless-json.ts")).toLossless(json),
};
