import { describeCharacter, invalidChar, ncName } from "./characters.ts";
import { throwXmlError, XmlLimitError } from "./errors.ts";
import type { Limits } from "./limits.ts";

/** A parsed document, with the text that the offsets count in. */
export interface XmlDocument {
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
export function parse(document: string, limits: Limits): XmlDocument {
  const text = prepare(document, limits);
  const openElements: XmlElement[] = [];
  let root: XmlElement | undefined;
  let elements = 0;
  for (let at = declaration.exec(text)?.[0].length ?? 0; at < text.length; ) {
    const parent = openElements.at(-1);
    if (text[at] !== "<") {
      at = parseText(text, at, parent);
    } else if (text[at + 1] === "/" && parent) {
      at = parseEndTag(text, at, parent);
      openElements.pop();
    } else if (text[at + 1] === "!" || text[at + 1] === "?") {
      at = parseMarkup(text, at, parent);
    } else {
      const tag = parseStartTag(text, at);
      const { element } = tag;
      if (parent) parent.children.push(element);
      else if (root) throwXmlError(text, at, "the end of the document");
      else if (roots.includes(element.name)) root = element;
      else throwXmlError(text, at, expectedRoot);
      elements += 1;
      checkLimit(text, at, openElements.length + 1, limits.depth, "levels of elements");
      checkLimit(text, at, elements, limits.elements, "elements");
      if (!tag.isEmpty) openElements.push(element);
      at = tag.end;
    }
  }
  const unclosed = openElements.at(-1);
  if (unclosed) throwXmlError(text, text.length, `</${unclosed.name}>`);
  return { text, root: root ?? throwXmlError(text, text.length, expectedRoot) };
}

/** Without the byte order mark, and with line breaks as a parser is to see them. @see https://www.w3.org/TR/xml/#sec-line-ends */
function prepare(document: string, limits: Limits): string {
  checkLimit(document, limits.characters, document.length, limits.characters, "characters");
  const start = document.charCodeAt(0) === 0xfeff ? 1 : 0;
  const text = document.slice(start).replace(/\r\n?/g, "\n");
  const invalid = invalidChar.exec(text);
  return invalid ? throwXmlError(text, invalid.index, "a character that XML has", describeCharacter(invalid[0])) : text;
}

function checkLimit(text: string, at: number, count: number, limit: number, unit: string): void {
  // NaN is no way to switch a limit off.
  if (!(count <= limit)) throw new XmlLimitError(text, at, `at most ${limit} ${unit}`, "more");
}

/** An element of a parsed document. UCWA has either text or elements in an element, so their order is not kept. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  /** All text that is directly in it, space included. */
  text: string;
  /** Offset of the start tag. */
  readonly start: number;
  /** Offset of the first text in it that is not space; -1 if there is none. */
  textStart: number;
}

interface StartTag {
  element: XmlElement;
  isEmpty: boolean;
  end: number;
}

const name = `${ncName}(?::${ncName})?`;
const startTagOpen = new RegExp(`<(${name})`, "y");
const attribute = new RegExp(`[ \\t\\n]+(${name})[ \\t\\n]*=[ \\t\\n]*("[^<"]*"|'[^<']*')`, "y");
const startTagClose = /[ \t\n]*(\/?)>/y;

/** No element of UCWA's has more than a few. */
const maxAttributes = 100;

/** @see https://www.w3.org/TR/xml/#sec-starttags */
function parseStartTag(text: string, start: number): StartTag {
  const [head = "", name = ""] = matchAt(startTagOpen, text, start) ?? throwXmlError(text, start, "a tag");
  const attributes = new Map<string, string>();
  let end = start + head.length;
  for (let match = matchAt(attribute, text, end); match; match = matchAt(attribute, text, end)) {
    const [whole, key = "", quoted = ""] = match;
    if (attributes.has(key)) throwXmlError(text, end, `one attribute "${key}" on <${name}>`);
    if (attributes.size === maxAttributes) throwXmlError(text, end, `at most ${maxAttributes} attributes on <${name}>`);
    const value = quoted.slice(1, -1).replace(/[\t\n]/g, " ");
    end += whole.length;
    attributes.set(key, resolveReferences(text, end - value.length - 1, value));
  }
  const [tail = "", slash] =
    matchAt(startTagClose, text, end) ?? throwXmlError(text, end, `an attribute or the end of <${name}>`);
  const element = { name, attributes, children: [], text: "", start, textStart: -1 };
  return { element, isEmpty: slash === "/", end: end + tail.length };
}

/** @see https://www.w3.org/TR/xml/#NT-ETag */
function parseEndTag(text: string, start: number, { name }: XmlElement): number {
  const end = start + 2 + name.length;
  const tail = text.slice(start + 2, end) === name ? matchAt(/[ \t\n]*>/y, text, end) : null;
  return tail ? end + tail[0].length : throwXmlError(text, start, `</${name}>`);
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const processingInstruction = new RegExp(`<\\?(?![xX][mM][lL][ \\t\\n?])${ncName}(?=[ \\t\\n]|\\?>)`, "y");

const reference = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));|&/g;
const expectedReference = "&amp; &lt; &gt; &quot; &apos; or the number of a character";

/** Reads up to the next markup. @see https://www.w3.org/TR/xml/#NT-CharData */
function parseText(text: string, start: number, parent: XmlElement | undefined): number {
  const next = text.indexOf("<", start);
  const end = next === -1 ? text.length : next;
  const raw = text.slice(start, end);
  const content = raw.search(/[^ \t\n]/);
  const delimiter = raw.indexOf("]]>");
  if (delimiter !== -1) throwXmlError(text, start + delimiter, "]]&gt;");
  if (parent) appendText(parent, resolveReferences(text, start, raw), start, content);
  else if (content !== -1) throwXmlError(text, start + content, "a tag");
  return end;
}

/**
 * Reads a comment, a section or a processing instruction, of which only a section has text.
 *
 * @throws XmlError for a document type above all: entities come from there, and UCWA has none.
 */
function parseMarkup(text: string, start: number, parent: XmlElement | undefined): number {
  if (text.startsWith("<!--", start)) return parseComment(text, start);
  if (text.startsWith("<![CDATA[", start) && parent) return parseCdataSection(text, start, parent);
  return parseProcessingInstruction(text, start);
}

/** @see https://www.w3.org/TR/xml/#sec-comments */
function parseComment(text: string, start: number): number {
  const end = text.indexOf("--", start + 4);
  return text.startsWith("-->", end) ? end + 3 : throwXmlError(text, end === -1 ? start : end, "-->");
}

/** @see https://www.w3.org/TR/xml/#sec-cdata-sect */
function parseCdataSection(text: string, start: number, parent: XmlElement): number {
  const end = indexAfter(text, start, start + 9, "]]>");
  const section = text.slice(start + 9, end - 3);
  appendText(parent, section, start + 9, section.search(/[^ \t\n]/));
  return end;
}

/** @see https://www.w3.org/TR/xml/#sec-pi */
function parseProcessingInstruction(text: string, start: number): number {
  processingInstruction.lastIndex = start;
  if (processingInstruction.test(text)) return indexAfter(text, start, processingInstruction.lastIndex, "?>");
  return throwXmlError(text, start, "an element, and no document type");
}

/**
 * Replaces the references in a text that begins at the offset `start`.
 *
 * @see https://www.w3.org/TR/xml/#sec-references
 */
function resolveReferences(text: string, start: number, raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(reference, (_: string, decimal?: string, hex?: string, entity?: string, at = 0) => {
    const character = decodeReference(decimal, hex, entity);
    const isPossible = character !== undefined && !invalidChar.test(character);
    return isPossible ? character : throwXmlError(text, start + at, expectedReference);
  });
}

/** Undefined for an ampersand that begins no reference, and for a number beyond Unicode. */
function decodeReference(decimal?: string, hex?: string, entity?: string): string | undefined {
  if (entity !== undefined) return entities[entity];
  const code = Number(decimal ?? `0x${hex}`);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function appendText(parent: XmlElement, content: string, start: number, at: number): void {
  parent.text += content;
  if (parent.textStart === -1 && at !== -1) parent.textStart = start + at;
}

function indexAfter(text: string, start: number, from: number, delimiter: string): number {
  const at = text.indexOf(delimiter, from);
  return at === -1 ? throwXmlError(text, start, `${delimiter} after it`) : at + delimiter.length;
}
