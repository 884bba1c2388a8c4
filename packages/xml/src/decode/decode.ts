import type { JsonObject } from "../json.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { parse } from "../parser.ts";
import { readReason } from "./reason.ts";
import { readResource } from "./resource.ts";
import type { TimestampForm } from "./value.ts";

/** The options of `decode`. */
export interface DecodeOptions {
  /**
   * The `rel` of the resource, for a document that does not name one that the model knows: an `<input>` and a bare
   * `<resource>` have no `rel`.
   *
   * @default the `rel` in the document; without one, all values are strings and lists
   */
  resource?: string;
  /**
   * `json` converts the timestamps that the model knows to `/Date(ms)/`. `asWritten` keeps their text, with
   * all its digits and its offset, so that it can be sent back unchanged.
   *
   * @default "json"
   */
  timestamps?: TimestampForm;
  /**
   * Replaces some of the default limits. Nothing is within a limit that is no number.
   *
   * @default { characters: 10_000_000, depth: 32, elements: 200_000 }
   */
  limits?: { [Name in keyof Limits]?: Limits[Name] | undefined };
}

/**
 * Converts a UCWA document with the root `<resource>`, `<input>` or `<reason>` to its JSON representation. A document may be
 * without a namespace, and may begin with a byte order mark. A timestamp without an offset cannot be converted and stays as it is.
 *
 * @throws XmlError if the text is not such a document; XmlLimitError if it is too large, too deep or has too many elements.
 * @see "The XML representation" in the OpenAPI document
 */
export function decode(text: string, options: DecodeOptions = {}): JsonObject {
  const { resource, timestamps = "json", limits = {} } = options;
  const {
    characters = defaultLimits.characters,
    depth = defaultLimits.depth,
    elements = defaultLimits.elements,
  } = limits;
  const document = parse(text, { characters, depth, elements });
  const context = { text: document.text, timestamps };
  return document.root.name === "reason"
    ? readReason(context, document.root)
    : readResource(context, document.root, resource);
}
