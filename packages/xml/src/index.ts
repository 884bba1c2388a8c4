export { replaceInvalidChars } from "./characters.ts";
export { type DecodeOptions, decode } from "./decode/decode.ts";
export { type EncodeOptions, encode } from "./encode/encode.ts";
export { XmlCodecError, XmlEncodeError, XmlError, XmlLimitError } from "./errors.ts";
export type { JsonObject, JsonValue } from "./json.ts";
export { defaultLimits, type Limits } from "./limits.ts";
export { parseTimestamp } from "./timestamp.ts";
