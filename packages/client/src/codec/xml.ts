import { decode, encode } from "@ucwa-meetings/xml";
import type { BodyCodec, Properties } from "./codec.ts";
import { mapTimestamps, parseTimestamp } from "./timestamps.ts";

/**
 * The codec for XML, for the option `representation`: `createClient({ …, representation: xml() })`. The client then sends and
 * accepts XML, and behaves as it does with JSON. One thing differs: XML has no numbers and no booleans, so the custom keys of an
 * extension are read as strings.
 *
 * A call rejects with the codec's XmlEncodeError, before anything is sent, for what XML cannot carry, such as U+0000.
 *
 * @see "The XML representation" in the document
 */
export function xml(): BodyCodec {
  return {
    mediaType: "application/xml",
    mediaTypes: /^[^;]*[/+]xml\b/i,
    parse: (text) => decode(text, { timestamps: "asWritten" }),
    stringify: (body, rel) => encode(mapTimestamps(rel, toInput(body), toXmlDateTime), { root: "input" }),
  };
}

/** Writes a timestamp of JSON as XML does. Any other goes back as it came, even one without an offset. */
function toXmlDateTime(value: unknown): unknown {
  return /^\/Date/.test(`${value}`) ? parseTimestamp(value).toISOString().replace("Z", "0000Z") : value;
}

/** As on the published pages, a request has properties only. */
function toInput({ rel: _rel, _links, _embedded, ...properties }: Properties): Record<string, unknown> {
  return properties;
}
