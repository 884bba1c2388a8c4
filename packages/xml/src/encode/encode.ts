import { isObject } from "../json.ts";
import { writeReason } from "./reason.ts";
import { writeResource } from "./resource.ts";

/** The options of `encode`. */
export interface EncodeOptions {
  /**
   * The root element. Pass `reason` for an error: `encode` does not recognise one, since a custom key of an extension may be called
   * `code` as well.
   *
   * @default "resource" for a value with `rel` and `_links.self`, otherwise "input"
   */
  root?: "resource" | "input" | "reason";
  /**
   * The `rel` of the resource, for a value without one that the model knows. It says which properties are timestamps.
   *
   * @default the `rel` of the value
   */
  resource?: string;
  /**
   * Whether to repeat `rel` as a property of each resource, as the published samples do and deployed servers do not.
   *
   * @default false
   */
  relProperty?: boolean;
}

/**
 * Writes a value of the JSON representation as a UCWA document, with the declaration, the namespace on the root, links before
 * properties before embedded resources. It omits null and undefined, and writes numbers and booleans as text.
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
