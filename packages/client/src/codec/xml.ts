import { decode, encode } from "@ucwa-meetings/xml";
import type { Format, Properties } from "./codec.ts";
import { dateOf, mapTimestamps } from "./timestamps.ts";

/**
 * Has a client send and accept XML: `createClient({ …, representation: xml() })`. What the caller sees is the same as with
 * JSON, but that XML knows no other scalars than text in the custom keys of an extension.
 *
 * What XML cannot carry, such as U+0000, is refused with the codec's XmlEncodeError before anything is sent.
 *
 * @see "The XML representation" in the document
 */
export function xml(): Format {
  const read = (text: string) => decode(text, { timestamps: "asWritten" });
  return {
    mediaType: "application/xml",
    reads: /^[^;]*[/+]xml\b/i,
    read,
    readAsWritten: read,
    write: (body, rel) => encode(mapTimestamps(rel, inputOf(body), dateTimeOf), { root: "input" }),
  };
}

/** A time in JSON's own form is given XML's. Any other goes back as it came, even one without an offset. */
function dateTimeOf(time: unknown): unknown {
  return /^\/Date/.test(`${time}`) ? dateOf(time).toISOString().replace("Z", "0000Z") : time;
}

/** As on the published pages, a request has properties only. */
function inputOf({ rel: _rel, _links, _embedded, ...properties }: Properties): Record<string, unknown> {
  return properties;
}
