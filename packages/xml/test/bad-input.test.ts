import { exchanges } from "@ucwa-meetings/spec/exchanges";
import { describe, expect, it } from "vitest";
import { decode, encode, XmlError, XmlLimitError } from "../src/index.ts";

const published = exchanges.find(({ name }) => name === "get-my-online-meeting.xml")?.response.body ?? "";

describe("A body that is no UCWA document is refused, and the error says what it is", () => {
  it.each([
    ["empty", "", "got the end of the text (line 1, column 1)"],
    ["blank", " \r\n ", "got the end of the text (line 2, column 2)"],
    [
      "an HTML page of a proxy",
      "<!DOCTYPE html>\n<html><body>Bad gateway</body></html>",
      "got <!DOCTYPE (line 1, column 1)",
    ],
    ["HTML without a document type", "<html>\n<body>Bad gateway<br></body></html>", "got <html> (line 1, column 1)"],
    ["a JSON body", '{ "rel" : "myOnlineMeeting" }', "expected a tag, got { (line 1, column 1)"],
    ["a sentence", "Service Unavailable", "expected a tag, got Service (line 1, column 1)"],
    ["another XML vocabulary", `<feed xmlns="http://www.w3.org/2005/Atom"/>`, "got <feed (line 1, column 1)"],
    ["a document of another UCWA kind", `<events href="/e"/>`, "got <events (line 1, column 1)"],
    [
      "bytes of UTF-16 read as UTF-8",
      "\uFFFD\uFFFD<\u0000i\u0000n\u0000p\u0000u\u0000t\u0000/\u0000>\u0000",
      "got U+0000",
    ],
  ])("%s", (_, text, message) => {
    expect(() => decode(text)).toThrow(XmlError);
    expect(() => decode(text)).toThrow(message);
  });
});

it("A document cut off at any point is refused", () => {
  for (let length = 0; length < published.length; length += 1) {
    expect(() => decode(published.slice(0, length)), `${length} characters`).toThrow(XmlError);
  }
});

it("A document with a byte order mark in front is read, and its lines and columns are counted without it", () => {
  expect(decode(`\uFEFF${published}`)).toEqual(decode(published));
  expect(() => decode("\uFEFF<html/>")).toThrow("(line 1, column 1)");
});

it("An element has at most a hundred attributes", () => {
  const withAttributes = (count: number) =>
    `<input ${Array.from({ length: count }, (_, index) => `a${index}=""`).join(" ")}/>`;
  expect(() => decode(withAttributes(100))).not.toThrow();
  expect(() => decode(withAttributes(101))).toThrow("expected at most 100 attributes on <input>");
});

it("A hundred megabytes are refused in no time, by their length", () => {
  const text = `<input><property name="a">${"a".repeat(100_000_000)}</property></input>`;
  const start = performance.now();
  expect(() => decode(text)).toThrow(XmlLimitError);
  expect(() => decode(text)).toThrow("expected at most 10000000 characters, got more");
  expect(performance.now() - start).toBeLessThan(2000);
});

describe("A hostile document of a million characters is read or refused in time that grows with its length only", () => {
  const size = 1_000_000;
  it.each([
    ["line breaks", `<input><property name="a">${"\r".repeat(size)}</property></input>`],
    ["references", `<input><property name="a">${"&amp;".repeat(size / 5)}</property></input>`],
    ["sections", `<input><property name="a">${"<![CDATA[a]]>".repeat(size / 13)}</property></input>`],
    ["brackets", `<input><property name="a">${"]".repeat(size)}</property></input>`],
    [
      "attributes",
      `<input>${`<property name="a"${Array.from({ length: size / 10 }, (_, n) => ` a${n}=""`).join("")}/>`}</input>`,
    ],
    ["space in a tag", `<input${" ".repeat(size)}/>`],
    ["space before a missing attribute", `<input${" ".repeat(size)}a`],
    ["a name", `<input ${"a".repeat(size)}`],
    ["open comments", "<!--".repeat(size / 4)],
    ["open sections", `<input>${"<![CDATA[".repeat(size / 9)}`],
    ["open instructions", "<?a ".repeat(size / 4)],
    ["open tags", "<input>".repeat(size / 7)],
    ["open quotes", `<input ${`a="`.repeat(size / 3)}`],
    ["items", `<input><propertyList name="a">${"<item/>".repeat(size / 7)}</propertyList></input>`],
  ])("%s", (_, text) => {
    const start = performance.now();
    try {
      expect(decode(text)).toBeTypeOf("object");
    } catch (error) {
      expect(error).toBeInstanceOf(XmlError);
    }
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

it("An entity that would grow a billion times is never expanded", () => {
  const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
  const text = `<!DOCTYPE input [<!ENTITY l0 "lol">${entities}]><input><property name="a">&l9;</property></input>`;
  expect(() => decode(text)).toThrow("expected an element, and no document type, got <!DOCTYPE");
});

it("A date without an offset is refused on the way out, with the reason", () => {
  expect(() => encode({ expirationTime: "2015-07-14T20:54:08" }, { resource: "myOnlineMeeting" })).toThrow(
    "got one without an offset, which a server would read in its own time zone",
  );
});

it("A date without an offset on the way in stays as it is, so that the schema can refuse it and the rest be read", () => {
  const text = `<input><property name="expirationTime">2015-07-14T20:54:08</property></input>`;
  expect(decode(text, { resource: "myOnlineMeeting" })).toEqual({ expirationTime: "2015-07-14T20:54:08" });
});

it("An unknown enum member and an unknown subcode are text like the known ones", () => {
  const text = `<resource rel="myOnlineMeeting"><property name="accessLevel">Nobody</property></resource>`;
  expect(decode(text).accessLevel).toBe("Nobody");
  expect(decode("<reason><code>Teapot</code><subcode>Empty</subcode></reason>")).toEqual({
    code: "Teapot",
    subcode: "Empty",
  });
});

it("An error without a subcode is read", () => {
  expect(decode("<reason><code>NotFound</code></reason>")).toEqual({ code: "NotFound" });
});
