export { XmlCodecError, XmlEncodeError, XmlError, XmlLimitError } from "./errors.ts";
export { defaultLimits, type Limits } from "./limits.ts";
