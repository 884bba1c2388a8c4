import { describe, expect, it } from "vitest";
import { XmlEncodeError } from "../errors.ts";
import { escapeAttribute, escapeText } from "./escape.ts";

const place = { key: "subject" };

it("Markup characters are written as references", () => {
  expect(escapeText(`<a b="c">&amp;</a> it's ]]>`, place)).toBe(`&lt;a b="c"&gt;&amp;amp;&lt;/a&gt; it's ]]&gt;`);
  expect(escapeAttribute(`<a b="c">&`, place)).toBe("&lt;a b=&quot;c&quot;&gt;&amp;");
});

it("A carriage return is written as a reference, since a parser reads a bare one as a line feed", () => {
  expect(escapeText("a\r\nb\tc", place)).toBe("a&#xD;\nb\tc");
});

it("Tabs and line breaks in attributes are written as references, since a parser reads bare ones as spaces", () => {
  expect(escapeAttribute("a\r\nb\tc", place)).toBe("a&#xD;&#xA;b&#x9;c");
});

it("Any other character stays as it is", () => {
  for (const text of ["", "  ", "äß→ש漢😀", "\u007f\u0085\u2028\ue000\ufffd\u{10ffff}"]) {
    expect(escapeText(text, place)).toBe(text);
    expect(escapeAttribute(text, place)).toBe(text);
  }
});

describe("A character that XML does not have is refused, with its place", () => {
  it.each([
    ["a\u0000", "U+0000 at index 1"],
    ["\u001b", "U+001B at index 0"],
    ["ab\ufffe", "U+FFFE at index 2"],
    ["\uffff", "U+FFFF at index 0"],
    ["😀\ud83d", "U+D83D at index 2"],
    ["\ude00😀", "U+DE00 at index 0"],
  ])("%j", (text, found) => {
    for (const write of [escapeText, escapeAttribute]) {
      expect(() => write(text, place)).toThrow(XmlEncodeError);
      expect(() => write(text, place)).toThrow(
        `Cannot write "/subject" as XML: expected characters that XML can carry, got ${found}`,
      );
    }
  });
});
