import { describe, expect, it } from "vitest";
import { decode } from "./decode.ts";

const namespace = "http://schemas.microsoft.com/rtc/2012/03/ucwa";

describe("A resource", () => {
  it("has its rel and href as rel and self link", () => {
    expect(decode(`<resource rel="myOnlineMeeting" href="/m/1" xmlns="${namespace}"/>`)).toEqual({
      rel: "myOnlineMeeting",
      _links: { self: { href: "/m/1" } },
    });
  });

  it("may lack both, in old traffic and in request bodies", () => {
    expect(decode("<resource/>")).toEqual({});
    expect(decode(`<resource href="/a"/>`)).toEqual({ _links: { self: { href: "/a" } } });
  });

  it("has properties as text and lists as lists of text", () => {
    const text = `<resource><property name="a">1</property><propertyList name="b"><item>x</item><item/></propertyList></resource>`;
    expect(decode(text)).toEqual({ a: "1", b: ["x", ""] });
  });

  it("tells an empty text from an empty list", () => {
    expect(decode(`<input><property name="subject"/><propertyList name="leaders"/></input>`)).toEqual({
      subject: "",
      leaders: [],
    });
  });

  it("keeps all the space in a property and in an item, and ignores the layout around them", () => {
    const text = `<input>\n\t<property name="a">  </property>\n<propertyList name="b">\n <item> x\n</item>\n</propertyList>\n</input>`;
    expect(decode(text)).toEqual({ a: "  ", b: [" x\n"] });
  });

  it("reads the same whether links come before, between or after properties", () => {
    const link = `<link rel="onlineMeetingExtensions" href="/e"/>`;
    const [a, b] = [`<property name="a">1</property>`, `<property name="b">2</property>`];
    const expected = { a: "1", b: "2", _links: { onlineMeetingExtensions: { href: "/e" } } };
    for (const children of [link + a + b, a + link + b, a + b + link]) {
      expect(decode(`<resource>${children}</resource>`)).toEqual(expected);
    }
  });

  it("leaves out a property that says that it has no value", () => {
    const text = `<input xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><property name="a" xsi:nil="true"/></input>`;
    expect(decode(text)).toEqual({});
  });
});

describe("The property rel, which published samples repeat and deployed servers do not", () => {
  it("is accepted beside the attribute, which is the one that counts", () => {
    const text = `<resource rel="myOnlineMeeting"><property name="rel">myOnlineMeetings</property></resource>`;
    expect(decode(text)).toEqual({ rel: "myOnlineMeeting" });
  });

  it("stands in for the attribute, so that the model still knows the resource", () => {
    const text = `<input><property name="expirationTime">1970-01-01T00:00:00Z</property><property name="rel">myOnlineMeeting</property></input>`;
    expect(decode(text)).toEqual({ rel: "myOnlineMeeting", expirationTime: "/Date(0)/" });
  });
});

describe("The model decides what XML does not say", () => {
  const expirationTime = `<property name="expirationTime">2015-07-14T20:54:08.5148072-05:00</property>`;

  it("A known timestamp becomes /Date(ms)/", () => {
    const read = decode(`<resource rel="myOnlineMeeting">${expirationTime}</resource>`);
    expect(read.expirationTime).toBe("/Date(1436925248514)/");
  });

  it("It keeps its text if the caller wants to send it back unchanged", () => {
    const read = decode(`<resource rel="myOnlineMeeting">${expirationTime}</resource>`, { timestamps: "asWritten" });
    expect(read.expirationTime).toBe("2015-07-14T20:54:08.5148072-05:00");
  });

  it("An input has no rel, so the caller says which resource it is", () => {
    const text = `<input>${expirationTime}</input>`;
    expect(decode(text, { resource: "myOnlineMeeting" })).toEqual({ expirationTime: "/Date(1436925248514)/" });
    expect(decode(text)).toEqual({ expirationTime: "2015-07-14T20:54:08.5148072-05:00" });
  });

  it("A custom key of an extension stays text even if it is called like a timestamp of a meeting", () => {
    const text = `<resource rel="onlineMeetingExtension">${expirationTime}</resource>`;
    expect(decode(text).expirationTime).toBe("2015-07-14T20:54:08.5148072-05:00");
  });

  it("A single embedded extension is a list of one", () => {
    const extension = `<resource rel="onlineMeetingExtension" href="/e/1"/>`;
    const one = { rel: "onlineMeetingExtension", _links: { self: { href: "/e/1" } } };
    expect(decode(`<resource rel="myOnlineMeeting">${extension}</resource>`)._embedded).toEqual({
      onlineMeetingExtension: [one],
    });
    expect(decode(`<resource rel="unheardOf">${extension}</resource>`)._embedded).toEqual({
      onlineMeetingExtension: one,
    });
  });

  it("A single link is a list of one where the relation can have several targets", () => {
    const link = `<link rel="onlineMeetingExtension" href="/e/1"/>`;
    expect(decode(`<resource rel="onlineMeetingExtensions">${link}</resource>`)._links).toEqual({
      onlineMeetingExtension: [{ href: "/e/1" }],
    });
  });

  it("Of what it does not know, one is an object and several are a list", () => {
    const text = `<resource><link rel="a" href="/1"/><link rel="b" href="/2"/><link rel="b" href="/3"/><resource rel="c"/><resource rel="d"/><resource rel="d"/></resource>`;
    expect(decode(text)).toEqual({
      _links: { a: { href: "/1" }, b: [{ href: "/2" }, { href: "/3" }] },
      _embedded: { c: { rel: "c" }, d: [{ rel: "d" }, { rel: "d" }] },
    });
  });
});

describe("A link", () => {
  it("keeps its attributes, the unknown ones too", () => {
    const text = `<resource><link rel="a" href="/a?x=1&amp;y=2" title="A &quot;title&quot;" revision="2" rev="4" etag="5"/></resource>`;
    expect(decode(text)._links).toEqual({
      a: { href: "/a?x=1&y=2", title: 'A "title"', revision: "2", rev: "4", etag: "5" },
    });
  });

  it("loses the attributes of other vocabularies", () => {
    const text = `<resource xmlns:x="urn:x"><link rel="a" href="/a" x:b="c" xml:lang="en"/></resource>`;
    expect(decode(text)._links).toEqual({ a: { href: "/a" } });
  });

  it("may be called self", () => {
    expect(decode(`<input><link rel="self" href="/a"/></input>`)._links).toEqual({ self: { href: "/a" } });
  });
});

describe("The namespace", () => {
  it("may be missing, as in published fragments", () => {
    expect(decode("<input/>")).toEqual({});
    expect(decode(`<input xmlns=""/>`)).toEqual({});
  });

  it.each([
    `<input xmlns="urn:another"/>`,
    `<input xmlns="${namespace}"><property name="a" xmlns="urn:another"/></input>`,
    `<reason xmlns="urn:another"/>`,
  ])("must not be another one: %s", (text) => {
    expect(() => decode(text)).toThrow(/expected the namespace http:.+ on <\w+>, got "urn:another"/);
  });
});

describe("What is not UCWA is refused where it stands", () => {
  const children = "<link>, <property>, <propertyList> or <resource> in";
  it.each([
    ["another element", `<input>\n  <propery name="a"/>\n</input>`, `${children} <input>`, "<propery", 2, 3],
    ["an item outside a list", "<input><item/></input>", `${children} <input>`, "<item/>", 1, 8],
    ["an element with a prefix", `<input><u:property name="a"/></input>`, `${children} <input>`, "<u:property", 1, 8],
    ["text between elements", `<input>\n  text<property name="a"/></input>`, `${children} <input>`, "text", 2, 3],
    ["text in two places", "<input>one<property name='a'/>two</input>", `${children} <input>`, "one", 1, 8],
    ["a section that is one word", "<input><![CDATA[text]]></input>", `${children} <input>`, "text]]>", 1, 17],
    ["a section between elements", "<input>\n<![CDATA[\n text]]></input>", `${children} <input>`, "text]]>", 3, 2],
    [
      "text in a list",
      `<input><propertyList name="a">x</propertyList></input>`,
      "<item> in <propertyList>",
      "x",
      1,
      31,
    ],
    [
      "another element in a list",
      `<input><propertyList name="a"><x/></propertyList></input>`,
      "<item> in <propertyList>",
      "<x/>",
      1,
      31,
    ],
    [
      "an element in a property",
      `<input><property name="a"><b/></property></input>`,
      "text in <property>",
      "<b/>",
      1,
      27,
    ],
    [
      "an element in an item",
      `<input><propertyList name="a"><item><b/></item></propertyList></input>`,
      "text in <item>",
      "<b/>",
      1,
      37,
    ],
    ["text in a link", `<input><link rel="a">x</link></input>`, "nothing in <link>", "x", 1, 22],
    ["an element in a link", `<input><link rel="a"><b/></link></input>`, "nothing in <link>", "<b/>", 1, 22],
    [
      "a property without a name",
      "<input><property>a</property></input>",
      'the attribute "name" on <property>',
      "<property>",
      1,
      8,
    ],
    [
      "a list without a name",
      "<input><propertyList/></input>",
      'the attribute "name" on <propertyList>',
      "<propertyList/>",
      1,
      8,
    ],
    ["a link without a rel", `<input><link href="/a"/></input>`, 'the attribute "rel" on <link>', "<link", 1, 8],
    [
      "an embedded resource without a rel",
      "<input><resource/></input>",
      'the attribute "rel" on a <resource> in another',
      "<resource/>",
      1,
      8,
    ],
    [
      "a second property of a name",
      `<input><property name="a"/><propertyList name="a"/></input>`,
      "a name that is not reserved and not used before",
      '"a"',
      1,
      28,
    ],
    [
      "a property called _links",
      `<input><property name="_links"/></input>`,
      "a name that is not reserved and not used before",
      '"_links"',
      1,
      8,
    ],
    [
      "a list called rel",
      `<input><propertyList name="rel"/></input>`,
      "a name that is not reserved and not used before",
      '"rel"',
      1,
      8,
    ],
    [
      "a list called rel with an item in it",
      `<input><propertyList name="rel"><item>a</item></propertyList></input>`,
      "a name that is not reserved and not used before",
      '"rel"',
      1,
      8,
    ],
  ])("%s", (_, text, expected, actual, line, column) => {
    expect(() => decode(text)).toThrow(expect.objectContaining({ name: "XmlError", expected, actual, line, column }));
  });
});

it("A caller can lower a limit without naming the others", () => {
  expect(() =>
    decode("<input><propertyList name='a'><item/></propertyList></input>", { limits: { elements: 2 } }),
  ).toThrow("expected at most 2 elements, got more");
});

it.each([
  [{ depth: undefined }, "at most 32 levels of elements"],
  [{ depth: Number.NaN }, "at most NaN levels of elements"],
  [{ characters: undefined, elements: undefined, depth: 3 }, "at most 3 levels of elements"],
  [{ characters: Number.NaN }, "at most NaN characters"],
  [{ elements: Number.NaN }, "at most NaN elements"],
])("No caller switches a limit off by mistake: %o", (limits, expected) => {
  const text = `${"<resource>".repeat(20_000)}${"</resource>".repeat(20_000)}`;
  expect(() => decode(text, { limits })).toThrow(expect.objectContaining({ name: "XmlLimitError", expected }));
});
