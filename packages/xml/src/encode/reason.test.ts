import { describe, expect, it } from "vitest";
import { encode } from "./encode.ts";

const xmlns = 'xmlns="http://schemas.microsoft.com/rtc/2012/03/ucwa"';

function written(reason: Record<string, unknown>): string[] {
  return encode(reason, { root: "reason" }).split("\n").slice(1);
}

it("An error has its fields as elements of their names", () => {
  expect(written({ code: "Gone", subcode: null, message: "a < b", link: "/help" })).toEqual([
    `<reason ${xmlns}>`,
    "  <code>Gone</code>",
    "  <message>a &lt; b</message>",
    "  <link>/help</link>",
    "</reason>",
  ]);
});

it("Parameters and debug information are elements in theirs", () => {
  const parameters = [{ name: "expirationTime", reason: "Invalid" }, { name: "subject" }, {}];
  expect(written({ code: "BadRequest", parameters, debugInfo: { diagnosticsCode: 2, "a b": "c" } })).toEqual([
    `<reason ${xmlns}>`,
    "  <code>BadRequest</code>",
    "  <parameters>",
    "    <parameter>",
    "      <name>expirationTime</name>",
    "      <reason>Invalid</reason>",
    "    </parameter>",
    "    <parameter>",
    "      <name>subject</name>",
    "    </parameter>",
    "    <parameter />",
    "  </parameters>",
    "  <debugInfo>",
    "    <diagnosticsCode>2</diagnosticsCode>",
    '    <property name="a b">c</property>',
    "  </debugInfo>",
    "</reason>",
  ]);
});

it("Null and undefined are left out wherever they are", () => {
  const parameters = [{ name: "subject", reason: null, limit: undefined }];
  expect(written({ code: "BadRequest", subcode: undefined, parameters, debugInfo: { a: null, b: undefined } })).toEqual(
    [
      `<reason ${xmlns}>`,
      "  <code>BadRequest</code>",
      "  <parameters>",
      "    <parameter>",
      "      <name>subject</name>",
      "    </parameter>",
      "  </parameters>",
      "  <debugInfo />",
      "</reason>",
    ],
  );
});

it("Empty parameters and debug information are empty elements, as in the published sample", () => {
  expect(written({ code: "Conflict", debugInfo: {}, parameters: [] })).toEqual([
    `<reason ${xmlns}>`,
    "  <code>Conflict</code>",
    "  <debugInfo />",
    "  <parameters />",
    "</reason>",
  ]);
});

it("A link that is an object has attributes", () => {
  expect(written({ link: { href: "/help" } })).toEqual([`<reason ${xmlns}>`, '  <link href="/help" />', "</reason>"]);
});

describe("What an error cannot have is refused with its place", () => {
  const scalar = "text, a number or a boolean";
  it.each([
    ["parameters that are no list", { parameters: { a: "b" } }, "/parameters", "a list", "an object"],
    ["a parameter that is no object", { parameters: ["a"] }, "/parameters/0", "an object", "a string"],
    ["a list in debug information", { debugInfo: { a: [] } }, "/debugInfo/a", scalar, "a list"],
    ["debug information that is no object", { debugInfo: "a" }, "/debugInfo", "an object", "a string"],
    ["an object for a message", { message: {} }, "/message", scalar, "an object"],
    [
      "a character that XML does not have",
      { message: "\u0007" },
      "/message",
      "characters that XML can carry",
      "U+0007 at index 0",
    ],
  ])("%s", (_, reason, path, expected, actual) => {
    expect(() => written(reason)).toThrow(expect.objectContaining({ name: "XmlEncodeError", path, expected, actual }));
  });
});
