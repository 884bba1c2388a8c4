import { impossible, ncName } from "./characters.ts";
import { refuse } from "./errors.ts";
import type { XmlElement } from "./parse-tag.ts";

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const instruction = new RegExp(`<\\?(?![xX][mM][lL][ \\t\\n?])${ncName}(?=[ \\t\\n]|\\?>)`, "y");

const reference = /&(?:#(\d+)|#x([\da-fA-F]+)|(amp|lt|gt|quot|apos));|&/g;
const expectedReference = "&amp; &lt; &gt; &quot; &apos; or the number of a character";

/** Reads up to the next markup. @see https://www.w3.org/TR/xml/#NT-CharData */
export function readText(text: string, start: number, parent: XmlElement | undefined): number {
  const next = text.indexOf("<", start);
  const end = next === -1 ? text.length : next;
  const raw = text.slice(start, end);
  const content = raw.search(/[^ \t\n]/);
  const delimiter = raw.indexOf("]]>");
  if (delimiter !== -1) refuse(text, start + delimiter, "]]&gt;");
  if (parent) append(parent, resolveReferences(text, start, raw), start, content);
  else if (content !== -1) refuse(text, start + content, "a tag");
  return end;
}

/**
 * Reads a comment, a section or a processing instruction. Only a section says anything.
 *
 * @throws XmlError for a document type above all: entities come from there, and UCWA has none.
 */
export function readMarkup(text: string, start: number, parent: XmlElement | undefined): number {
  if (text.startsWith("<!--", start)) {
    const end = text.indexOf("--", start + 4);
    return text.startsWith("-->", end) ? end + 3 : refuse(text, end === -1 ? start : end, "-->");
  }
  if (text.startsWith("<![CDATA[", start) && parent) {
    const end = endOf(text, start, start + 9, "]]>");
    const section = text.slice(start + 9, end - 3);
    append(parent, section, start + 9, section.search(/[^ \t\n]/));
    return end;
  }
  instruction.lastIndex = start;
  if (instruction.test(text)) return endOf(text, start, instruction.lastIndex, "?>");
  return refuse(text, start, "an element, and no document type");
}

/**
 * Replaces the references in a text that begins at the offset `start`.
 *
 * @see https://www.w3.org/TR/xml/#sec-references
 */
export function resolveReferences(text: string, start: number, raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(reference, (_: string, decimal?: string, hex?: string, entity?: string, at = 0) => {
    const character = characterOf(decimal, hex, entity);
    const isPossible = character !== undefined && !impossible.test(character);
    return isPossible ? character : refuse(text, start + at, expectedReference);
  });
}

/** Undefined for an ampersand that begins no reference, and for a number beyond Unicode. */
function characterOf(decimal?: string, hex?: string, entity?: string): string | undefined {
  if (entity !== undefined) return entities[entity];
  const code = Number(decimal ?? `0x${hex}`);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function append(parent: XmlElement, content: string, start: number, at: number): void {
  parent.text += content;
  if (parent.textStart === -1 && at !== -1) parent.textStart = start + at;
}

function endOf(text: string, start: number, from: number, delimiter: string): number {
  const at = text.indexOf(delimiter, from);
  return at === -1 ? refuse(text, start, `${delimiter} after it`) : at + delimiter.length;
}
