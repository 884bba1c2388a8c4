import { isObject } from "../json.ts";
import { writeReason } from "./reason.ts";
import { writeResource } from "./resource.ts";

export interface EncodeOptions {
  /**
   * The root element. Without it, a value with `rel` and `_links.self` becomes a `<resource>`, any other an `<input>`. An error has
   * to be asked for with `reason`, since a custom key of an extension may be called `code` as well.
   */
  root?: "resource" | "input" | "reason";
  /** Which resource it is, by its `rel`, where the value has no `rel` that the model knows: it tells which properties are timestamps. */
  resource?: string;
  /** Repeats `rel` as a property of each resource, as the published samples do and deployed servers do not. */
  relProperty?: boolean;
}

/**
 * Writes a value of the JSON representation as a UCWA document, with the declaration, the namespace on the root, links before
 * properties before embedded resources. Null and undefined are left out; numbers and booleans become text.
 *
 * A timestamp is `/Date(ms)/`, or a date and time with an offset, which is written as it is.
 *
 * @throws XmlEncodeError for what UCWA XML cannot carry: an object where a scalar belongs, a character that XML does not have,
 * a timestamp without an offset, a link attribute whose name XML does not allow.
 * @see "The XML representation" in the OpenAPI document
 */
export function encode(value: Readonly<Record<string, unknown>>, options: EncodeOptions = {}): string {
  const { root = isResource(value) ? "resource" : "input", resource, relProperty = false } = options;
  const body = root === "reason" ? writeReason(value) : writeResource({ root, resource, relProperty }, value);
  return `<?xml version="1.0" encoding="utf-8"?>\n${body.trimEnd()}`;
}

function isResource({ rel, _links: links }: Readonly<Record<string, unknown>>): boolean {
  return typeof rel === "string" && isObject(links) && links.self !== undefined && links.self !== null;
}
