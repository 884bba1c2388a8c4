import { describe, expect, it } from "vitest";
import { XmlError, XmlLimitError } from "./errors.ts";
import { defaultLimits } from "./limits.ts";
import { parse } from "./parser.ts";

const root = (text: string) => parse(text, defaultLimits).root;
const inputText = (content: string) => root(`<input>${content}</input>`).text;

describe("A well-formed document", () => {
  it("gives its elements with their attributes, in order", () => {
    const input = root(`<input a='1' b = "2"\n c="3" ><x/><y z=""></y ></input>\n`);
    expect(input).toMatchObject({ name: "input", attributes: new Map(Object.entries({ a: "1", b: "2", c: "3" })) });
    expect(input.children.map(({ name, start }) => [name, start])).toEqual([
      ["x", 29],
      ["y", 33],
    ]);
  });

  it.each([
    ["a byte order mark", "\uFEFF<input/>"],
    ["a declaration", `<?xml version="1.0"?><input/>`],
    ["a declaration with all it can have", `<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\n<input/>`],
    [
      "a declaration with space wherever it may be",
      `<?xml \t\n version = "1.10" \n encoding\t= 'utf-8' \n standalone = 'no'\n?><input/>`,
    ],
    ["a declaration of its dependence", `<?xml version="1.0" standalone="no"?><input/>`],
    ["comments", "<!-- a - b --><input><!----></input><!-- c -->\n"],
    ["processing instructions", `<?xml-stylesheet href="x"?><input><?php <a> ?></input><?a?>`],
    ["names of any alphabet", `<input größe="1" 漢:字="2" a·\u{10000}\u{EFFFF}="3"><été/></input>`],
  ])("may have %s", (_, text) => {
    expect(root(text).name).toBe("input");
  });

  it("keeps all the space in a text", () => {
    expect(inputText("  \t\n ")).toBe("  \t\n ");
    expect(inputText(" a ")).toBe(" a ");
  });

  it("has line feeds for all line breaks, but keeps a carriage return that is a reference", () => {
    expect(inputText("a\r\nb\rc\n&#13;&#xD;")).toBe("a\nb\nc\n\r\r");
  });

  it("has spaces for tabs and line breaks in attributes, but keeps the ones that are references", () => {
    expect(root(`<input a="x\ty\r\nz&#9;&#xa;"/>`).attributes.get("a")).toBe("x y z\t\n");
  });

  it("has its references resolved, once", () => {
    expect(inputText("&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;&amp;lt;&amp;#39;")).toBe("<>&\"'A😀&lt;&#39;");
    expect(inputText("&#x10FFFF;&#1114111;")).toBe("\u{10FFFF}\u{10FFFF}");
    expect(root(`<input a="&lt;&amp;&quot;"/>`).attributes.get("a")).toBe('<&"');
  });

  it("has the text of sections as it is, and of pieces as one", () => {
    expect(inputText("a<![CDATA[<b>&amp;]]]]>&gt;<!-- c -->d<?e?>f")).toBe("a<b>&amp;]]>df");
  });

  it("may be deep and wide within the limits", () => {
    const levels = defaultLimits.depth - 1;
    expect(root(`<input>${"<a>".repeat(levels)}${"</a>".repeat(levels)}</input>`).children).toHaveLength(1);
    expect(root(`<input>${"<a></a>".repeat(1000)}</input>`).children).toHaveLength(1000);
  });
});

describe("A document that is not well-formed is refused where that shows", () => {
  it.each([
    ["", "the root <resource>, <input> or <reason>", "the end of the text", 1, 1],
    ["   \n ", "the root <resource>, <input> or <reason>", "the end of the text", 2, 2],
    [`{"code":"NotFound"}`, "a tag", `{"code":"NotFound"}`, 1, 1],
    ["<input", "an attribute or the end of <input>", "the end of the text", 1, 7],
    ["<input>", "</input>", "the end of the text", 1, 8],
    ["<input>\n  <a>b</a>\n", "</input>", "the end of the text", 3, 1],
    ["<input><a></b></input>", "</a>", "</b>", 1, 11],
    ["<input></inputs>", "</input>", "</inputs>", 1, 8],
    ["<input></input", "</input>", "</input", 1, 8],
    ["</input>", "a tag", "</input>", 1, 1],
    ["<input/><input/>", "the end of the document", "<input/>", 1, 9],
    ["<input/>text", "a tag", "text", 1, 9],
    ["<input/>\n\n text", "a tag", "text", 3, 2],
    ["<input>< a/></input>", "a tag", "<", 1, 8],
    ["<input><1/></input>", "a tag", "<1/>", 1, 8],
    ["<input \u{F0000}=''/>", "an attribute or the end of <input>", "\u{F0000}=''/>", 1, 8],
    ["<input a></input>", "an attribute or the end of <input>", "a>", 1, 8],
    ["<input a=1></input>", "an attribute or the end of <input>", "a=1>", 1, 8],
    [`<input a="1></input>`, "an attribute or the end of <input>", 'a="1>', 1, 8],
    [`<input a="<"></input>`, "an attribute or the end of <input>", 'a="', 1, 8],
    [`<input a="1"b="2"/>`, "an attribute or the end of <input>", 'b="2"/>', 1, 13],
    [`<input a="1" a="2"/>`, 'one attribute "a" on <input>', 'a="2"/>', 1, 14],
    ["<input>a & b</input>", "&amp; &lt; &gt; &quot; &apos; or the number of a character", "&", 1, 10],
    ["<input>&nbsp;</input>", "&amp; &lt; &gt; &quot; &apos; or the number of a character", "&nbsp;", 1, 8],
    ["<input>&#0;</input>", "&amp; &lt; &gt; &quot; &apos; or the number of a character", "&#0;", 1, 8],
    ["<input>&#xD800;</input>", "&amp; &lt; &gt; &quot; &apos; or the number of a character", "&#xD800;", 1, 8],
    ["<input>&#x110000;</input>", "&amp; &lt; &gt; &quot; &apos; or the number of a character", "&#x110000;", 1, 8],
    [
      "<input>&#99999999999999999999;</input>",
      "&amp; &lt; &gt; &quot; &apos; or the number of a character",
      "&#99999999999999999999;",
      1,
      8,
    ],
    [`<input a="&x;"/>`, "&amp; &lt; &gt; &quot; &apos; or the number of a character", '&x;"/>', 1, 11],
    ["<input>]]></input>", "]]&gt;", "]]>", 1, 8],
    ["<input>a[b]]></input>", "]]&gt;", "]]>", 1, 11],
    ["<input><!-- a -- b --></input>", "-->", "--", 1, 15],
    ["<input><!-- a", "-->", "<!--", 1, 8],
    ["<input><![CDATA[ a</input>", "]]> after it", "<![CDATA[", 1, 8],
    ["<input><?a </input>", "?> after it", "<?a", 1, 8],
    [`<input><?xml version="1.0"?></input>`, "an element, and no document type", "<?xml", 1, 8],
    ["<input><?XmL a?></input>", "an element, and no document type", "<?XmL", 1, 8],
    [` <?xml version="1.0"?><input/>`, "an element, and no document type", "<?xml", 1, 2],
    [`<?xml encoding="utf-8"?><input/>`, "an element, and no document type", "<?xml", 1, 1],
    [`<?xml version="1.0" encoding?><input/>`, "an element, and no document type", "<?xml", 1, 1],
    [`<?xml version="1.0"encoding="utf-8"?><input/>`, "an element, and no document type", "<?xml", 1, 1],
    ["<![CDATA[a]]><input/>", "an element, and no document type", "<![CDATA[a]]>", 1, 1],
    ["<input>a\u0000b</input>", "a character that XML has", "U+0000", 1, 9],
    ["<input>😀\uD83D</input>", "a character that XML has", "U+D83D", 1, 9],
  ])("%j", (text, expected, actual, line, column) => {
    expect(() => root(text)).toThrow(expect.objectContaining({ name: "XmlError", expected, actual, line, column }));
  });
});

describe("A document type is refused, whatever is in it, and so no entity is ever expanded", () => {
  it.each([
    ["an entity", `<!DOCTYPE input [<!ENTITY a "b">]><input>&a;</input>`],
    ["an external entity", `<!DOCTYPE input [<!ENTITY a SYSTEM "file:///etc/passwd">]><input>&a;</input>`],
    ["an external subset", `<!DOCTYPE input SYSTEM "http://127.0.0.1/x.dtd"><input/>`],
    ["HTML", "<!DOCTYPE html><html><body><p>Service unavailable<br></body></html>"],
    ["HTML in lower case", "<!doctype html><html></html>"],
  ])("%s", (_, text) => {
    expect(() => root(text)).toThrow(/expected an element, and no document type, got <!doctype/i);
  });
});

it("A root that is not UCWA's is refused before anything in it is read", () => {
  expect(() => root("<html><p>Bad gateway<br></html>")).toThrow(
    expect.objectContaining({ expected: "the root <resource>, <input> or <reason>", actual: "<html>" }),
  );
});

describe("A document beyond a limit is refused at the point where it exceeds it", () => {
  it.each([
    ["characters", { characters: 20 }, "<input>aaaaaaaaaaaaaaaaaa</input>", "at most 20 characters", 21],
    ["depth", { depth: 2 }, "<input><a><b/></a></input>", "at most 2 levels of elements", 11],
    ["elements", { elements: 2 }, "<input><a/><a/></input>", "at most 2 elements", 12],
  ])("%s", (_, limit, text, expected, column) => {
    const read = () => parse(text, { ...defaultLimits, ...limit });
    expect(read).toThrow(XmlLimitError);
    expect(read).toThrow(expect.objectContaining({ expected, actual: "more", line: 1, column }));
  });

  it("A hundred thousand levels do not exhaust the call stack", () => {
    expect(() => root(`<input>${"<a>".repeat(100_000)}`)).toThrow(XmlLimitError);
  });

  it("A document just within the limits is read", () => {
    const text = "<input><a>b</a></input>";
    const limits = { characters: text.length, depth: 2, elements: 2 };
    expect(parse(text, limits).root.children[0]?.text).toBe("b");
  });
});

it("An error says what failed, where, what was expected and what came, and points at it", () => {
  const text = "<input>\n  <property>\n  </propery>\n</input>";
  let error: unknown;
  try {
    root(text);
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(XmlError);
  expect(error).toHaveProperty(
    "message",
    "Cannot read the XML: expected </property>, got </propery> (line 3, column 3)\n    </propery>\n    ^",
  );
  expect(error).toHaveProperty("excerpt", "    </propery>\n    ^");
});
