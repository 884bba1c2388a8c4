import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode, type JsonObject, XmlEncodeError } from "../src/index.ts";
import {
  dateLiteral,
  dateTime,
  extension,
  key,
  link,
  meeting,
  meetingProperties,
  objectOf,
  text,
} from "./arbitraries.ts";
import { runs } from "./runs.ts";

describe("What is written is read as the same value", () => {
  it("A meeting, with unknown properties, empty lists, extreme dates and any Unicode that XML can carry", () => {
    fc.assert(
      fc.property(meeting(dateLiteral), (value) => {
        expect(decode(encode(value))).toEqual(value);
      }),
      runs(4000),
    );
  });

  it("A meeting whose dates are to go back to the last digit", () => {
    fc.assert(
      fc.property(meeting(dateTime), (value) => {
        expect(decode(encode(value), { timestamps: "asWritten" })).toEqual(value);
      }),
      runs(2000),
    );
  });

  it("A meeting as a request body, which does not say what it is", () => {
    const options = { resource: "myOnlineMeeting" };
    fc.assert(
      fc.property(meetingProperties(dateLiteral), (value) => {
        expect(decode(encode(value, options), options)).toEqual(value);
      }),
      runs(3000),
    );
  });

  it("A whole meeting sent back as an input", () => {
    fc.assert(
      fc.property(meeting(dateLiteral), (value) => {
        expect(decode(encode(value, { root: "input" }))).toEqual(value);
      }),
      runs(1000),
    );
  });

  it("An extension with any keys of its own, and with the repeated rel", () => {
    fc.assert(
      fc.property(extension, fc.boolean(), (value, relProperty) => {
        expect(decode(encode(value, { relProperty }))).toEqual(value);
      }),
      runs(4000),
    );
  });

  it("A collection of extensions, embedded or linked", () => {
    const members = fc.record({
      embedded: fc.array(extension, { minLength: 1, maxLength: 3 }),
      linked: fc.array(link, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(members, link, ({ embedded, linked }, self) => {
        const value = {
          rel: "onlineMeetingExtensions",
          _links: { self, onlineMeetingExtension: linked },
          _embedded: { onlineMeetingExtension: embedded },
        };
        expect(decode(encode(value))).toEqual(value);
      }),
      runs(1000),
    );
  });

  it("An error with parameters, debug information and fields that nobody has heard of", () => {
    const texts = objectOf(key, text, 2);
    const reason = fc
      .tuple(
        objectOf(
          key.filter((name) => name !== "code"),
          text,
          2,
        ),
        fc.record(
          {
            message: text,
            subcode: text,
            link: fc.oneof(text, link),
            parameters: fc.array(texts, { maxLength: 2 }),
            debugInfo: texts,
          },
          { requiredKeys: [] },
        ),
      )
      .map(([others, fields]) => ({ ...others, ...fields, code: "BadRequest" }));
    fc.assert(
      fc.property(reason, (value) => {
        expect(decode(encode(value, { root: "reason" }))).toEqual(value);
      }),
      runs(3000),
    );
  });
});

describe("What XML has no form for becomes its nearest form", () => {
  const scalar = fc.oneof(
    text.map((value) => [value, value] as const),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => [value, String(value)] as const),
    fc.integer().map((value) => [value, String(value)] as const),
    fc.boolean().map((value) => [value, String(value)] as const),
  );
  const list = fc
    .array(scalar, { maxLength: 3 })
    .map((items) => [items.map(([value]) => value), items.map(([, written]) => written)] as const);

  it("Custom numbers and booleans become their text, and null is left out", () => {
    const nothing = fc.constantFrom([null, undefined] as const, [undefined, undefined] as const);
    fc.assert(
      fc.property(objectOf(key, fc.oneof(scalar, list, nothing)), (pairs) => {
        const entries = Object.entries(pairs);
        const value = Object.fromEntries(entries.map(([name, [given]]) => [name, given]));
        const kept = entries
          .map(([name, [, written]]) => [name, written])
          .filter(([, written]) => written !== undefined);
        expect(decode(encode(value))).toEqual(Object.fromEntries(kept));
      }),
      runs(3000),
    );
  });

  it("One and a list of one are what the model says they are, and empty groups are left out", () => {
    const value = {
      rel: "myOnlineMeeting",
      _links: { self: { href: "/m" }, onlineMeetingExtensions: [{ href: "/e" }], other: [{ href: "/o" }], none: [] },
      _embedded: { onlineMeetingExtension: { rel: "onlineMeetingExtension" }, other: [{}], none: null },
    };
    expect(decode(encode(value))).toEqual({
      rel: "myOnlineMeeting",
      _links: { self: { href: "/m" }, onlineMeetingExtensions: { href: "/e" }, other: { href: "/o" } },
      _embedded: { onlineMeetingExtension: [{ rel: "onlineMeetingExtension" }], other: { rel: "other" } },
    });
    expect(decode(encode({ _links: {}, _embedded: {} }))).toEqual({});
  });

  it("A date takes the form that the reader asks for", () => {
    fc.assert(
      fc.property(dateTime, (expirationTime) => {
        const read = decode(encode({ rel: "myOnlineMeeting", expirationTime }));
        expect(read.expirationTime).toBe(`/Date(${Date.parse(expirationTime.replace(/(\.\d{3})\d*/, "$1"))})/`);
      }),
      runs(1000),
    );
  });
});

describe("What XML cannot carry is refused and never changed", () => {
  const impossible = fc.constantFrom("\u0000", "\u0001", "\u000b", "\u001f", "\ufffe", "\uffff", "\ud800", "\udfff");

  it("A text with a character that XML does not have, wherever it is", () => {
    fc.assert(
      fc.property(text, impossible, text, key, (before, character, after, name) => {
        const broken = `${before} ${character} ${after}`;
        const values: JsonObject[] = [
          Object.fromEntries([[name, broken]]),
          Object.fromEntries([[name, ["", broken]]]),
          Object.fromEntries([[broken, ""]]),
          { _links: { self: { href: broken } } },
          { _links: { a: { href: broken } } },
          { _embedded: { a: { rel: "a", b: broken } } },
          { _embedded: { a: { _links: Object.fromEntries([[broken, {}]]) } } },
        ];
        for (const value of values) expect(() => encode(value)).toThrow(XmlEncodeError);
      }),
      runs(500),
    );
  });

  const anything = fc.oneof(
    fc.oneof(text, fc.string({ unit: "binary" }), fc.double(), dateLiteral),
    fc.constantFrom(null, undefined, true, 1n, Symbol("a"), new Date(0), () => "a", "2015-07-14T20:54:08"),
    fc.constantFrom([], ["a"], [null], [[]], [{}], {}, { a: "b" }, { a: {} }, { rel: "b" }, { href: "c", "d e": "f" }),
  );
  const places: ((value: JsonObject, odd: unknown) => Record<string, unknown>)[] = [
    (value, odd) => ({ ...value, rel: odd }),
    (value, odd) => ({ ...value, subject: odd }),
    (value, odd) => ({ ...value, expirationTime: odd }),
    (value, odd) => ({ ...value, attendees: ["a", odd] }),
    (value, odd) => ({ ...value, _links: odd }),
    (value, odd) => ({ ...value, _links: { self: odd, other: [odd] } }),
    (value, odd) => ({ ...value, _links: { self: { href: odd } } }),
    (value, odd) => ({ ...value, _embedded: odd }),
    (value, odd) => ({ ...value, _embedded: { a: odd } }),
    (value, odd) => ({ ...value, _embedded: { a: [{ b: odd }, odd] } }),
    (_, odd) => ({ code: odd, link: odd }),
    (_, odd) => ({ parameters: odd, debugInfo: { a: odd } }),
    (_, odd) => ({ parameters: [odd, { a: odd }], debugInfo: odd }),
  ];

  it("A value with anything anywhere in it is written so that it can be read, or refused with an XmlEncodeError", () => {
    const root = fc.constantFrom("resource", "input", "reason");
    let written = 0;
    const property = fc.property(
      meeting(dateLiteral),
      fc.constantFrom(...places),
      anything,
      root,
      (value, place, odd, root) => {
        try {
          expect(decode(encode(place(value, odd), { root }))).toBeTypeOf("object");
          written += 1;
        } catch (error) {
          expect(error).toBeInstanceOf(XmlEncodeError);
        }
      },
    );
    const parameters = runs(3000);
    fc.assert(property, parameters);
    expect(written).toBeGreaterThan(parameters.numRuns / 6);
    expect(written).toBeLessThan((parameters.numRuns * 5) / 6);
  });
});
