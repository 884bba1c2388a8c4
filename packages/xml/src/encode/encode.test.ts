import { describe, expect, it } from "vitest";
import { decode } from "../decode/decode.ts";
import { XmlEncodeError } from "../errors.ts";
import { encode } from "./encode.ts";

const declaration = '<?xml version="1.0" encoding="utf-8"?>';
const xmlns = 'xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"';

function lines(...text: string[]): string {
  return [declaration, ...text].join("\n");
}

describe("The root", () => {
  it("is a resource for a value with a rel and a self link", () => {
    expect(encode({ rel: "myOnlineMeeting", _links: { self: { href: "/m/1" } } })).toBe(
      lines(`<resource rel="myOnlineMeeting" href="/m/1" ${xmlns} />`),
    );
  });

  it("is an input for any other value", () => {
    expect(encode({})).toBe(lines(`<input ${xmlns} />`));
    expect(encode({ rel: "a", _links: { self: null } })).toContain("<input ");
    expect(encode({ rel: "a", _links: {} })).toContain("<input ");
    expect(encode({ _links: { self: { href: "/a" } } })).toContain("<input ");
    expect(encode({ subject: "a" })).toBe(
      lines(`<input ${xmlns}>`, '  <property name="subject">a</property>', "</input>"),
    );
  });

  it("is what the caller asks for", () => {
    expect(encode({ subject: "a" }, { root: "resource" })).toContain(`<resource ${xmlns}>\n`);
    expect(encode({ code: "Gone" }, { root: "input" })).toContain('<property name="code">Gone</property>');
    expect(encode({ code: "Gone" }, { root: "reason" })).toContain("<code>Gone</code>");
  });

  it("is an input that keeps rel and self link where the caller wants an input of a whole resource", () => {
    const value = { rel: "myOnlineMeeting", _links: { self: { href: "/m/1" } } };
    expect(encode(value, { root: "input" })).toBe(
      lines(
        `<input ${xmlns}>`,
        '  <link rel="self" href="/m/1" />',
        '  <property name="rel">myOnlineMeeting</property>',
        "</input>",
      ),
    );
  });
});

it("Links come first, then properties in their order, then embedded resources", () => {
  const value = {
    _embedded: { onlineMeetingExtension: [{ rel: "onlineMeetingExtension", id: "1" }] },
    subject: "a",
    rel: "myOnlineMeeting",
    leaders: ["b", "c"],
    attendees: [],
    _links: {
      self: { href: "/m/1" },
      onlineMeetingExtensions: { href: "/e", revision: 2 },
      other: [{ href: "/1" }, { href: "/2" }],
    },
  };
  expect(encode(value)).toBe(
    lines(
      `<resource rel="myOnlineMeeting" href="/m/1" ${xmlns}>`,
      '  <link rel="onlineMeetingExtensions" href="/e" revision="2" />',
      '  <link rel="other" href="/1" />',
      '  <link rel="other" href="/2" />',
      '  <property name="subject">a</property>',
      '  <propertyList name="leaders">',
      "    <item>b</item>",
      "    <item>c</item>",
      "  </propertyList>",
      '  <propertyList name="attendees" />',
      '  <resource rel="onlineMeetingExtension">',
      '    <property name="id">1</property>',
      "  </resource>",
      "</resource>",
    ),
  );
});

it("A self link that lacks an href is a link like any other", () => {
  expect(encode({ rel: "a", _links: { self: { title: "b" } } })).toBe(
    lines(`<resource rel="a" ${xmlns}>`, '  <link rel="self" title="b" />', "</resource>"),
  );
});

it("The rel is repeated as a property of each resource on request, as the published samples do", () => {
  const value = { rel: "a", _links: { self: { href: "/a" } }, _embedded: { b: { rel: "b" } } };
  expect(encode(value, { relProperty: true })).toBe(
    lines(
      `<resource rel="a" href="/a" ${xmlns}>`,
      '  <property name="rel">a</property>',
      '  <resource rel="b">',
      '    <property name="rel">b</property>',
      "  </resource>",
      "</resource>",
    ),
  );
});

it("Null and undefined are left out, numbers and booleans become text", () => {
  const value = { a: null, b: undefined, c: 1.5, d: false, e: [1, true], _links: null, _embedded: { f: null } };
  expect(encode(value)).toBe(
    lines(
      `<input ${xmlns}>`,
      '  <property name="c">1.5</property>',
      '  <property name="d">false</property>',
      '  <propertyList name="e">',
      "    <item>1</item>",
      "    <item>true</item>",
      "  </propertyList>",
      "</input>",
    ),
  );
});

it("Null and undefined are left out of links and embedded resources as well", () => {
  const value = {
    rel: null,
    _links: { a: { href: "/a", title: null, revision: undefined }, b: undefined },
    _embedded: { c: { rel: null }, d: undefined },
  };
  expect(encode(value)).toBe(
    lines(`<input ${xmlns}>`, '  <link rel="a" href="/a" />', '  <resource rel="c" />', "</input>"),
  );
});

it("Names are escaped like all other text", () => {
  expect(encode({ '<"&\n': '<"&\n' })).toContain('<property name="&lt;&quot;&amp;&#xA;">&lt;"&amp;\n</property>');
});

describe("A timestamp", () => {
  const meeting = { resource: "myOnlineMeeting" };

  it("is written in UTC if it is in the form of JSON", () => {
    expect(encode({ expirationTime: "/Date(1360199838000)/" }, meeting)).toContain(">2013-02-07T01:17:18.0000000Z<");
    expect(encode({ expirationTime: "/Date(1360199838000-0800)/" }, meeting)).toContain(
      ">2013-02-07T01:17:18.0000000Z<",
    );
  });

  it("is written as it is if it has an offset already", () => {
    const expirationTime = "2015-07-14T20:54:08.5148072-05:00";
    expect(encode({ expirationTime }, meeting)).toContain(`>${expirationTime}<`);
  });

  it("is refused without an offset, because a server would read it in its own time zone", () => {
    expect(() => encode({ expirationTime: "2015-07-14T20:54:08.5148072" }, meeting)).toThrow(
      'Cannot write "/expirationTime" as XML: expected /Date(milliseconds)/ or a date and time that exists, ' +
        "got one without an offset, which a server would read in its own time zone",
    );
  });

  it("lacks the offset in another notation, too, whatever stands in the middle of it", () => {
    expect(() => encode({ expirationTime: "7/14/2015 20:54" }, meeting)).toThrow("got one without an offset");
  });

  it("is refused as another text if it has an offset, or the form of JSON, and is still no point in time", () => {
    for (const expirationTime of ["/Date(soon)/", "2015-02-30T00:00:00Z", "2015-02-30T00:00:00+01:00"]) {
      expect(() => encode({ expirationTime }, meeting)).toThrow("got another text");
    }
  });

  it.each(["/Date(8640000000000001)/", "/Date(soon)/", "2015-02-30T00:00:00Z", 1360199838000, true])(
    "is refused if it is no point in time: %j",
    (expirationTime) => {
      expect(() => encode({ expirationTime }, meeting)).toThrow(XmlEncodeError);
    },
  );

  it("is text like any other where neither the value nor the caller says that it is in a meeting", () => {
    expect(encode({ expirationTime: "tomorrow" })).toContain(">tomorrow<");
  });
});

describe("What XML cannot carry is refused with its place, and without its value", () => {
  const secret = "cwt=secret";
  const loop: Record<string, unknown> = { rel: "a", token: secret };
  loop._embedded = { a: loop };
  it.each([
    ["an object as a property", { a: { b: secret } }, "/a", "an object"],
    ["an object in a list", { a: ["b", { c: secret }] }, "/a/1", "an object"],
    ["a list in a list", { a: [[secret]] }, "/a/0", "a list"],
    ["a hole in a list", { a: new Array(1) }, "/a/0", "undefined"],
    ["null in a list", { a: [null] }, "/a/0", "null"],
    ["not a number", { a: Number.NaN }, "/a", "NaN"],
    ["infinity", { a: [Number.POSITIVE_INFINITY] }, "/a/0", "Infinity"],
    ["a bigint", { a: 1n }, "/a", "a bigint"],
    ["a function", { a: () => secret }, "/a", "a function"],
    ["a Date", { a: new Date(0) }, "/a", "an object"],
    ["a rel that is no text", { rel: ["a"] }, "/rel", "a list"],
    ["links that are no object", { _links: [secret] }, "/_links", "a list"],
    ["a link that is no object", { _links: { a: secret } }, "/_links/a", "a string"],
    ["a link in a list that is no object", { _links: { a: [{}, secret] } }, "/_links/a/1", "a string"],
    ["an object in a link", { _links: { a: { href: {} } } }, "/_links/a/href", "an object"],
    ["a link attribute that is no name", { _links: { a: { "b c": secret } } }, "/_links/a/b c", '"b c"'],
    ["a link attribute with a prefix", { _links: { a: { "b:c": secret } } }, "/_links/a/b:c", '"b:c"'],
    [
      "a self link's attribute that is no name",
      { rel: "a", _links: { self: { href: "/", "b c": 1 } } },
      "/_links/self/b c",
      '"b c"',
    ],
    ["a rel in a link", { _links: { a: { rel: secret } } }, "/_links/a/rel", '"rel"'],
    ["a namespace in a link", { _links: { a: { xmlns: secret } } }, "/_links/a/xmlns", '"xmlns"'],
    ["embedded resources that are no object", { _embedded: secret }, "/_embedded", "a string"],
    ["an embedded resource that is no object", { _embedded: { a: [secret] } }, "/_embedded/a/0", "a string"],
    ["an embedded resource under another rel", { _embedded: { a: { rel: "b" } } }, "/_embedded/a/rel", "another"],
    ["U+0000", { a: "b\u0000" }, "/a", "U+0000 at index 1"],
    ["U+0000 in a name", { "a\u0000": secret }, "/a\u0000", "U+0000 at index 1"],
    ["U+0000 in an item", { a: ["", "\u0000"] }, "/a/1", "U+0000 at index 0"],
    ["a lone surrogate in a rel", { _links: { "\ud800": {} } }, "/_links/\ud800", "U+D800 at index 0"],
    [
      "a lone surrogate in an attribute's name",
      { _links: { a: { "b\ud800": "" } } },
      "/_links/a/b\ud800",
      "U+D800 at index 1",
    ],
    ["a tilde in the way to it", { "a~b": {} }, "/a~0b", "an object"],
    ["a slash in the way to it", { "a/b": { "~": 1 } }, "/a~1b", "an object"],
  ])("%s", (_, value, path, actual) => {
    expect(() => encode(value)).toThrow(expect.objectContaining({ name: "XmlEncodeError", path, actual }));
    expect(() => encode(value)).not.toThrow(secret);
  });

  it("a value that contains itself", () => {
    expect(() => encode(loop)).toThrow("expected at most 30 levels of resources, got more");
  });

  it("but a value as deep as it may be is written, and can be read", () => {
    let value: Record<string, unknown> = { rel: "a", leaders: ["b"] };
    for (let level = 1; level < 30; level += 1) value = { rel: "a", _embedded: { a: value } };
    expect(decode(encode(value))).toEqual(value);
    expect(() => encode({ rel: "a", _embedded: { a: value } })).toThrow(XmlEncodeError);
  });

  it.each([
    [{ a: {} }, 'Cannot write "/a" as XML: expected text, a number, a boolean or a list of those, got an object'],
    [{ a: [null] }, 'Cannot write "/a/0" as XML: expected text, a number or a boolean, got null'],
    [{ rel: [] }, 'Cannot write "/rel" as XML: expected text, got a list'],
    [{ _links: [] }, 'Cannot write "/_links" as XML: expected an object, got a list'],
    [{ _links: { a: 1 } }, 'Cannot write "/_links/a" as XML: expected an object, got a number'],
    [
      { _links: { a: { "b c": 1 } } },
      'Cannot write "/_links/a/b c" as XML: expected a key that can be an attribute of <link>, got "b c"',
    ],
  ])("The message says what could stand there: %j", (value, message) => {
    expect(() => encode(value)).toThrow(expect.objectContaining({ message }));
  });

  it("The message names the place", () => {
    expect(() => encode({ _embedded: { onlineMeetingExtension: [{ seating: "12\u0000A" }] } })).toThrow(
      'Cannot write "/_embedded/onlineMeetingExtension/0/seating" as XML: expected characters that XML can carry, got U+0000 at index 2',
    );
  });
});
