import type { JsonObject } from "../json.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { parse } from "../parser.ts";
import { readReason } from "./reason.ts";
import { readResource } from "./resource.ts";
import type { TimestampForm } from "./value.ts";

export interface DecodeOptions {
  /**
   * Which resource it is, by its `rel`, where the document names none that the model knows: an `<input>` and a bare
   * `<resource>` have no `rel`. Without it such a document is all text and lists.
   */
  resource?: string;
  /**
   * `json`, the default, turns the timestamps that the model knows into `/Date(ms)/`. `asWritten` keeps their text, with
   * all its digits and its offset, so that it can be sent back unchanged.
   */
  timestamps?: TimestampForm;
  /** Replaces some of the default limits. */
  limits?: Partial<Limits>;
}

/**
 * Reads a UCWA document with the root `<resource>`, `<input>` or `<reason>` and gives its JSON representation. A document
 * without a namespace is read as if it had UCWA's; a byte order mark is skipped. A timestamp without an offset cannot be
 * converted and stays as it is.
 *
 * @throws XmlError if the text is not such a document; XmlLimitError if it is too large, too deep or has too many elements.
 * @see "The XML representation" in the OpenAPI document
 */
export function decode(text: string, options: DecodeOptions = {}): JsonObject {
  const { resource, timestamps = "json", limits } = options;
  const document = parse(text, { ...defaultLimits, ...limits });
  const context = { text: document.text, timestamps };
  return document.root.name === "reason"
    ? readReason(context, document.root)
    : readResource(context, document.root, resource);
}
