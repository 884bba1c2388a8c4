import { ncName } from "./characters.ts";
import { refuse } from "./errors.ts";
import { resolveReferences } from "./parse-text.ts";

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
const opening = new RegExp(`<(${name})`, "y");
const attribute = new RegExp(`[ \\t\\n]+(${name})[ \\t\\n]*=[ \\t\\n]*("[^<"]*"|'[^<']*')`, "y");
const closing = /[ \t\n]*(\/?)>/y;

/** @see https://www.w3.org/TR/xml/#sec-starttags */
export function readStartTag(text: string, start: number): StartTag {
  const [head = "", name = ""] = matchAt(opening, text, start) ?? refuse(text, start, "a tag");
  const attributes = new Map<string, string>();
  let end = start + head.length;
  for (let match = matchAt(attribute, text, end); match; match = matchAt(attribute, text, end)) {
    const [whole, key = "", quoted = ""] = match;
    if (attributes.has(key)) refuse(text, end, `one attribute "${key}" on <${name}>`);
    const value = quoted.slice(1, -1).replace(/[\t\n]/g, " ");
    end += whole.length;
    attributes.set(key, resolveReferences(text, end - value.length - 1, value));
  }
  const [tail = "", slash] = matchAt(closing, text, end) ?? refuse(text, end, `an attribute or the end of <${name}>`);
  const element = { name, attributes, children: [], text: "", start, textStart: -1 };
  return { element, isEmpty: slash === "/", end: end + tail.length };
}

/** @see https://www.w3.org/TR/xml/#NT-ETag */
export function readEndTag(text: string, start: number, { name }: XmlElement): number {
  const end = start + 2 + name.length;
  const tail = text.slice(start + 2, end) === name ? matchAt(/[ \t\n]*>/y, text, end) : null;
  return tail ? end + tail[0].length : refuse(text, start, `</${name}>`);
}

function matchAt(expression: RegExp, text: string, at: number): RegExpExecArray | null {
  expression.lastIndex = at;
  return expression.exec(text);
}
