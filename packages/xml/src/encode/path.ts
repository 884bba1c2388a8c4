import { XmlEncodeError } from "../errors.ts";

/** Where in a value the writer is. It is spelt out only for an error. */
export interface Place {
  readonly key: string | number;
  readonly parent?: Place | undefined;
}

/** Throws the error of something that UCWA XML cannot carry. The value itself stays out of it, it may be a secret. */
export function refuseAt(place: Place | undefined, expected: string, found: string): never {
  throw new XmlEncodeError(pointerTo(place), expected, found);
}

/** @see RFC 6901, section 4 */
function pointerTo(place: Place | undefined): string {
  if (place === undefined) return "";
  return `${pointerTo(place.parent)}/${String(place.key).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** A word for a value, without the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
