import { describe, expect, it } from "vitest";
import { decode } from "./decode.ts";

it("An error has its fields as children", () => {
  const text = `<?xml version="1.0" encoding="utf-8"?>
<reason xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa">
  <code>Conflict</code>
  <subcode>AlreadyExists</subcode>
  <message>An object with the same name already exists.</message>
  <debugInfo />
  <parameters />
</reason>`;
  expect(decode(text)).toEqual({
    code: "Conflict",
    subcode: "AlreadyExists",
    message: "An object with the same name already exists.",
    debugInfo: {},
    parameters: [],
  });
});

it("An error may have nothing but a code, and fields that nobody has heard of", () => {
  expect(decode("<reason><code>Gone</code></reason>")).toEqual({ code: "Gone" });
  expect(decode("<reason><code>Gone</code><since>today</since></reason>")).toEqual({ code: "Gone", since: "today" });
});

it("A field that says that it has no value is left out", () => {
  expect(decode(`<reason><code>Gone</code><subcode xsi:nil="true"/></reason>`)).toEqual({ code: "Gone" });
});

it("The link may be text or an element with attributes", () => {
  expect(decode("<reason><link>/help</link></reason>")).toEqual({ link: "/help" });
  expect(decode(`<reason><link href="/help" title="Help"/></reason>`)).toEqual({
    link: { href: "/help", title: "Help" },
  });
});

describe("Parameters are read in any shape, since no source shows them filled", () => {
  it.each([
    [
      "elements with a name and a reason",
      "<parameter><name>sdp</name><reason>Invalid</reason></parameter>",
      { name: "sdp", reason: "Invalid" },
    ],
    [
      "elements of another name",
      "<item><name>sdp</name><reason>Invalid</reason></item>",
      { name: "sdp", reason: "Invalid" },
    ],
    [
      "more than a name and a reason",
      "<parameter><name>sdp</name><limit>5</limit></parameter>",
      { name: "sdp", limit: "5" },
    ],
    ["elements named after the parameters", "<sdp>Invalid</sdp>", { name: "sdp", reason: "Invalid" }],
    ["properties", `<property name="sdp">Invalid</property>`, { name: "sdp", reason: "Invalid" }],
    ["names without reasons", "<sdp/>", { name: "sdp" }],
    ["reasons without names", "<parameter>Invalid</parameter>", { reason: "Invalid" }],
    ["only text", "Invalid", { reason: "Invalid" }],
  ])("%s", (_, content, parameter) => {
    expect(decode(`<reason><parameters>${content}</parameters></reason>`)).toEqual({ parameters: [parameter] });
  });
});

describe("Debug information is read in any shape", () => {
  it.each([
    ["elements", "<diagnosticsCode>2</diagnosticsCode><host>a</host>", { diagnosticsCode: "2", host: "a" }],
    ["properties", `<property name="diagnostics code">2</property>`, { "diagnostics code": "2" }],
    ["elements of the same name", "<host>a</host><host>b</host>", { host: "a, b" }],
    ["only text", "28055", { debugInfo: "28055" }],
    ["elements with text between them, which is passed over", "see <host>a</host> for more", { host: "a" }],
    ["nested elements", "<a><b>1</b><c>2</c></a>", { a: "1 2" }],
  ])("%s", (_, content, debugInfo) => {
    expect(decode(`<reason><debugInfo>${content}</debugInfo></reason>`)).toEqual({ debugInfo });
  });
});

it("What stands twice, and text between the fields, is refused", () => {
  expect(() => decode("<reason><code>a</code><code>b</code></reason>")).toThrow(
    "expected one <code> in <reason>, got <code>",
  );
  expect(() => decode("<reason>a</reason>")).toThrow(
    "expected elements named after the fields of an error in <reason>, got a ",
  );
});
