import { decode, encode } from "@ucwa-meetings/xml";
import type { Format, Properties } from "./format.ts";

/**
 * Has a client send and accept XML: `createClient({ …, representation: xml() })`. What the caller sees is the same as with
 * JSON, but that XML knows no other scalars than text in the custom keys of an extension.
 *
 * @see the page "The XML representation" of the document
 */
export function xml(): Format {
  const read = (text: string) => decode(text, { timestamps: "asWritten" });
  return {
    mediaType: "application/xml",
    reads: /^[^;]*[/+]xml\b/i,
    read,
    readAsWritten: read,
    write: (body, rel) => encode(inputOf(body), { root: "input", resource: rel }),
  };
}

/** As on the published pages, a request has properties only. */
function inputOf({ rel: _rel, _links, _embedded, ...properties }: Properties): Properties {
  return properties;
}
