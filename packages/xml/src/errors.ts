/** The base of all errors of this package. */
export abstract class XmlCodecError extends Error {
  /** What should have been there, such as `the attribute "name" on <property>`. */
  readonly expected: string;
  /** What was there instead. */
  readonly actual: string;

  constructor(failed: string, expected: string, actual: string, where = "") {
    super(`${failed}: expected ${expected}, got ${actual}${where}`);
    this.expected = expected;
    this.actual = actual;
  }
}

/** The text is not a UCWA document: not well-formed, or made of other elements than UCWA's. Thrown by `decode`. */
export class XmlError extends XmlCodecError implements Position {
  override name = "XmlError";
  /** Counts from 1. */
  readonly line: number;
  /** Counts characters from 1; a character outside the Basic Multilingual Plane is one. */
  readonly column: number;
  /** The place in its line, with a caret below it. */
  readonly excerpt: string;

  constructor(text: string, offset: number, expected: string, actual: string) {
    const { line, column, excerpt } = positionAt(text, offset);
    super("Cannot read the XML", expected, actual, ` (line ${line}, column ${column})\n${excerpt}`);
    this.line = line;
    this.column = column;
    this.excerpt = excerpt;
  }
}

/** The text may be a UCWA document, but goes beyond one of the limits. Thrown by `decode`. */
export class XmlLimitError extends XmlError {
  override name = "XmlLimitError";
}

/** The value has something that UCWA XML cannot carry, and that is not dropped silently. Thrown by `encode`. */
export class XmlEncodeError extends XmlCodecError {
  override name = "XmlEncodeError";
  /** Where in the value, as a JSON Pointer such as `/_embedded/onlineMeetingExtension/0/seating`. @see RFC 6901 */
  readonly path: string;

  constructor(path: string, expected: string, actual: string) {
    super(`Cannot write ${JSON.stringify(path)} as XML`, expected, actual);
    this.path = path;
  }
}

/** Throws the error of a text that is not as it should be from an offset on, not counting space. */
export function throwXmlError(text: string, offset: number, expected: string, actual?: string): never {
  const at = offset + text.slice(offset).search(/\S|$/);
  throw new XmlError(text, at, expected, actual ?? excerptAt(text, at));
}

/** A tag as far as its name, or a word. */
function excerptAt(text: string, offset: number): string {
  const [word] = /^<?[^\s<>]{0,24}>?/u.exec(text.slice(offset, offset + 60)) ?? [];
  return word || "the end of the text";
}

/** A place in a text, as people count. */
export interface Position {
  line: number;
  column: number;
  excerpt: string;
}

const excerptRadius = 40;

/** Says where an offset is. Line breaks must be normalized to `\n`. */
export function positionAt(text: string, offset: number): Position {
  const start = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  const before = sanitize(text.slice(Math.max(start, offset - excerptRadius), offset));
  const after = sanitize(text.slice(offset, Math.min(end === -1 ? text.length : end, offset + excerptRadius)));
  return {
    line: text.slice(0, start).split("\n").length,
    column: countCharacters(text.slice(start, offset)) + 1,
    excerpt: `  ${before}${after}\n  ${" ".repeat(countCharacters(before))}^`,
  };
}

/** Keeps the caret in its place and the terminal in its state. A surrogate that was cut in half shows as well. */
function sanitize(text: string): string {
  return text.replace(/\t/g, " ").replace(/[\p{Cc}\p{Cs}]/gu, "\uFFFD");
}

function countCharacters(text: string): number {
  return text.replace(/[\uDC00-\uDFFF]/g, "").length;
}
