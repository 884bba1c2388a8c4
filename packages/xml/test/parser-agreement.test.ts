import { XmlElement as LibraryElement, parseXml } from "@rgrove/parse-xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { XmlError } from "../src/errors.ts";
import { defaultLimits } from "../src/limits.ts";
import { parse, type XmlElement } from "../src/parser.ts";
import { mutated } from "./mutate.ts";
import { published } from "./published.ts";
import { runs } from "./runs.ts";

const roots = ["resource", "input", "reason"];

interface Tree {
  name: string;
  attributes: [string, string][];
  children: Tree[];
  text: string;
}

function ours({ name, attributes, children, text }: XmlElement): Tree {
  return { name, attributes: [...attributes], children: children.map(ours), text };
}

function theirs({ name, attributes, children }: LibraryElement): Tree {
  const text = children
    .map((child) => ("text" in child && !(child instanceof LibraryElement) ? child.text : ""))
    .join("");
  const elements = children.filter((child) => child instanceof LibraryElement);
  return { name, attributes: Object.entries(attributes), children: elements.map(theirs), text };
}

function read(parser: () => Tree | undefined): Tree | "refused" {
  try {
    return parser() ?? "refused";
  } catch {
    return "refused";
  }
}

/** Declarations aside, where parse-xml is lax, and roots: what parse-xml, which passes the conformance suite of the W3C, makes of a text is what our parser makes of it. */
function expectAgreement(text: string): void {
  const expected = read(() => {
    const { root } = parseXml(text);
    return root && roots.includes(root.name) ? theirs(root) : undefined;
  });
  expect(read(() => ours(parse(text, defaultLimits).root))).toEqual(expected);
}

describe("The parser agrees with parse-xml", () => {
  it("on the published documents", () => {
    for (const text of published) {
      expectAgreement(text);
      expect(parse(text, defaultLimits).root.children.length).toBeGreaterThan(0);
    }
  });

  const dense = [
    `<!-- a --><?b c?><input a='&lt;"' b="\t&#9;"><!----><x>a&amp;<![CDATA[<]]]]>&#x1F600;</x \n><y/>\r\n</input>\r`,
    `\uFEFF<reason><code>😀&gt;</code>text<é·ü ñ='1'/></reason> <!-- - -->`,
  ];

  it("on dense documents with anything inserted, deleted or repeated", () => {
    fc.assert(fc.property(mutated(dense), expectAgreement), runs(6000));
  });

  it("on the published documents with anything inserted, deleted or repeated", () => {
    fc.assert(
      fc.property(mutated(published.map((text) => text.replace(/^<\?xml.*\n/, ""))), expectAgreement),
      runs(2000),
    );
  });
});

it.each([
  ["other roots", "<a/>"],
  ["document types", "<!DOCTYPE input><input/>"],
  ["names that namespaces forbid", "<input a:b:c=''/>"],
  ["names that begin with a colon", "<input :a=''/>"],
  ["a declaration that says half of something", `<?xml version="1.0" encoding?><input/>`],
  ["a declaration without the space that it needs", `<?xml version="1.0" encoding="utf-8"standalone="yes"?><input/>`],
])("It refuses what parse-xml accepts: %s", (_, text) => {
  expect(parseXml(text).root).toBeInstanceOf(LibraryElement);
  expect(() => parse(text, defaultLimits)).toThrow(XmlError);
});
