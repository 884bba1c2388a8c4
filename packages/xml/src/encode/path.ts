import { XmlEncodeError } from "../errors.ts";

/** Where in a value the writer is. It is spelt out only for an error. */
export interface JsonPath {
  readonly key: string | number;
  readonly parent?: JsonPath | undefined;
}

/** Throws the error of something that UCWA XML cannot carry. The value itself stays out of it, it may be a secret. */
export function throwEncodeError(path: JsonPath | undefined, expected: string, actual: string): never {
  throw new XmlEncodeError(pointerTo(path), expected, actual);
}

/** @see RFC 6901, section 4 */
function pointerTo(path: JsonPath | undefined): string {
  if (path === undefined) return "";
  return `${pointerTo(path.parent)}/${String(path.key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A word for a value, without the value. */
export function describeType(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
