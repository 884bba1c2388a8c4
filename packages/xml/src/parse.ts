import { describeCharacter, impossible } from "./characters.ts";
import { refuse, XmlLimitError } from "./errors.ts";
import type { Limits } from "./limits.ts";
import { readEndTag, readStartTag, type XmlElement } from "./parse-tag.ts";
import { readMarkup, readText } from "./parse-text.ts";

/** A parsed document, with the text that the offsets count in. */
export interface Parsed {
  text: string;
  root: XmlElement;
}

/** @see https://www.w3.org/TR/xml/#NT-XMLDecl */
const declaration =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.\d+\1(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][\w.-]*\2)?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(?:yes|no)\3)?[ \t\n]*\?>/;

const roots = ["resource", "input", "reason"];
const expectedRoot = "the root <resource>, <input> or <reason>";

/**
 * Parses a well-formed XML 1.0 document that has no document type and one of UCWA's root elements. It keeps a list of what is
 * open in place of recursing, and stops at the first element that goes beyond a limit.
 *
 * @throws XmlError where the text is not such a document; XmlLimitError where it is too large.
 * @see https://www.w3.org/TR/xml/#sec-well-formed
 */
export function parse(document: string, limits: Limits): Parsed {
  const text = prepare(document, limits);
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  for (let at = declaration.exec(text)?.[0].length ?? 0; at < text.length; ) {
    const parent = open.at(-1);
    if (text[at] !== "<") {
      at = readText(text, at, parent);
    } else if (text[at + 1] === "/" && parent) {
      at = readEndTag(text, at, parent);
      open.pop();
    } else if (text[at + 1] === "!" || text[at + 1] === "?") {
      at = readMarkup(text, at, parent);
    } else {
      const tag = readStartTag(text, at);
      const { element } = tag;
      if (parent) parent.children.push(element);
      else if (root) refuse(text, at, "the end of the document");
      else if (roots.includes(element.name)) root = element;
      else refuse(text, at, expectedRoot);
      elements += 1;
      checkLimit(text, at, open.length + 1, limits.depth, "levels of elements");
      checkLimit(text, at, elements, limits.elements, "elements");
      if (!tag.isEmpty) open.push(element);
      at = tag.end;
    }
  }
  const missing = open.at(-1);
  if (missing) refuse(text, text.length, `</${missing.name}>`);
  return { text, root: root ?? refuse(text, text.length, expectedRoot) };
}

/** Without the byte order mark, and with line breaks as a parser is to see them. @see https://www.w3.org/TR/xml/#sec-line-ends */
function prepare(document: string, limits: Limits): string {
  checkLimit(document, limits.characters, document.length, limits.characters, "characters");
  const start = document.charCodeAt(0) === 0xfeff ? 1 : 0;
  const text = document.slice(start).replace(/\r\n?/g, "\n");
  const fault = impossible.exec(text);
  return fault ? refuse(text, fault.index, "a character that XML has", describeCharacter(fault[0])) : text;
}

function checkLimit(text: string, at: number, count: number, limit: number, of: string): void {
  if (count > limit) throw new XmlLimitError(text, at, `at most ${limit} ${of}`, "more");
}
