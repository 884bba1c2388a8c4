import fc from "fast-check";
import type { JsonObject } from "../src/index.ts";

const codePoints = (min: number, max: number) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code));

/** Any text that XML can carry, and often what is special to it. */
export const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      "<",
      ">",
      "&",
      '"',
      "'",
      "]]>",
      "&amp;",
      "\r",
      "\n",
      "\r\n",
      "\t",
      " ",
      "\u0085",
      "\u2028",
      "\uFEFF",
    ),
    codePoints(0x20, 0x7e),
    codePoints(0x7f, 0xd7ff),
    codePoints(0xe000, 0xfffd),
    codePoints(0x10000, 0x10ffff),
  ),
  maxLength: 8,
});

const inherited = ["__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty"];
const alike = ["", " ", "name", "href", "item", "code", "reason", "self", "xmlns", "_link", "10", "9"];
const taken = ["rel", "id", "type", "etag", "_links", "_embedded", "attendees", "leaders", "expirationTime", "subject"];

/** A name that any object inherits, one that XML or the codec uses itself, or any text. */
export const key = fc.oneof(fc.constantFrom(...inherited, ...alike), text).filter((name) => !taken.includes(name));

/** An object with keys of its own, `__proto__` among them. */
export function objectOf<T>(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<T>,
  maxLength = 4,
): fc.Arbitrary<Record<string, T>> {
  const entries = fc.uniqueArray(fc.tuple(keys, values), { selector: ([name]) => name, maxLength });
  return entries.map((pairs) => Object.fromEntries(pairs));
}

/** A timestamp of JSON, as far as the document's pattern lets it go. */
export const dateLiteral = fc
  .oneof(
    fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }),
    fc.integer({ min: -1e13, max: 1e13 }),
    fc.constantFrom(0, -1, -62_167_219_200_000, -62_167_219_200_001, 253_402_300_799_999, 253_402_300_800_000),
  )
  .map((milliseconds) => `/Date(${milliseconds})/`);

const digits = (count: number, max: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(count, "0"));

/** A timestamp of XML, with up to nine fractional digits and any offset. */
export const dateTime = fc
  .tuple(
    digits(4, 9999),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
    fc.tuple(digits(2, 23), digits(2, 59), digits(2, 59)),
    fc.option(digits(7, 9_999_999), { nil: undefined }),
    fc.oneof(fc.constant("Z"), fc.tuple(fc.constantFrom("+", "-"), digits(2, 13), digits(2, 59))),
  )
  .map(([year, month, day, time, fraction, zone]) => {
    const date = [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
    const offset = zone === "Z" ? zone : `${zone[0]}${zone[1]}:${zone[2]}`;
    return `${date}T${time.join(":")}${fraction === undefined ? "" : `.${fraction}`}${offset}`;
  });

const attributeName = fc.constantFrom(
  "title",
  "revision",
  "rev",
  "etag",
  "größe",
  "漢",
  "_a-b.c",
  "__proto__",
  "constructor",
);

/** A link with attributes that are text, as XML has them. */
export const link = fc.tuple(text, objectOf(attributeName, text, 2)).map(([href, others]) => ({ ...others, href }));

/** Relations that the model does not know: one is an object, a list has two or more. */
function ofRelation<T>(member: fc.Arbitrary<T>) {
  return fc.oneof(member, fc.array(member, { minLength: 2, maxLength: 3 }));
}

const relation = key.filter((name) => !["self", "onlineMeetingExtension", "onlineMeetingExtensions"].includes(name));
const otherLinks = objectOf(relation, ofRelation(link), 2);

/** An extension with an application's own keys. */
export const extension: fc.Arbitrary<JsonObject> = fc
  .tuple(objectOf(key, fc.oneof(text, fc.array(text, { maxLength: 3 }))), link, otherLinks, text, fc.boolean())
  .map(([custom, self, links, id, hasId]) => ({
    ...custom,
    rel: "onlineMeetingExtension",
    ...(hasId && { id }),
    type: "RoamedParticipantData",
    _links: { self, ...links },
  }));

const people = fc.array(text, { maxLength: 3 });

/** The properties of a meeting, each there or not. */
export function meetingProperties(timestamp: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  const known = { attendees: people, leaders: people, subject: text, expirationTime: timestamp, etag: text };
  return fc
    .tuple(objectOf(key, fc.oneof(text, people), 2), fc.record(known, { requiredKeys: [] }))
    .map(([custom, properties]) => ({ ...custom, ...properties }));
}

/** A meeting as a server may represent it, with unknown properties, links and embedded resources. */
export function meeting(timestamp: fc.Arbitrary<string>): fc.Arbitrary<JsonObject> {
  const unknown = fc.tuple(
    key.filter((name) => name !== "onlineMeetingExtension"),
    objectOf(key, text, 2),
  );
  const embedded = fc.tuple(fc.array(extension, { maxLength: 2 }), fc.option(unknown, { nil: undefined }));
  return fc
    .tuple(meetingProperties(timestamp), link, fc.option(link, { nil: undefined }), otherLinks, embedded)
    .map(([properties, self, onlineMeetingExtensions, links, [extensions, other]]) => {
      const members: JsonObject = {};
      if (extensions.length > 0) members.onlineMeetingExtension = extensions;
      const all = other ? { ...members, ...Object.fromEntries([[other[0], { ...other[1], rel: other[0] }]]) } : members;
      return {
        ...properties,
        rel: "myOnlineMeeting",
        _links: { self, ...(onlineMeetingExtensions && { onlineMeetingExtensions }), ...links },
        ...(Object.keys(all).length > 0 && { _embedded: all }),
      };
    });
}
