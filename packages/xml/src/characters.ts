/** Any character that XML does not have, lone surrogates among them. @see https://www.w3.org/TR/xml/#NT-Char */
export const invalidChar = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const everyInvalidChar = new RegExp(invalidChar, "gu");

/** Returns a text that XML can carry. It replaces each character that XML does not have, by default with U+FFFD. */
export function replaceInvalidChars(text: string, replacement = "\uFFFD"): string {
  return text.replace(everyInvalidChar, () => replacement);
}

/**
 * NameStartChar without the colon, for a class without the flag u: in text that has no lone surrogates, any surrogate up to
 * U+DB7F begins a character of the planes that names may use.
 *
 * @see https://www.w3.org/TR/xml/#NT-NameStartChar
 */
const nameStartChar =
  "A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uDB7F\\uDC00-\\uDFFF\\uF900-\\uFDCF\\uFDF0-\\uFFFD";

/** The source of an expression for a name without a colon. @see https://www.w3.org/TR/xml-names/#NT-NCName */
export const ncName = `[${nameStartChar}][${nameStartChar}.\\d\\xB7\\u0300-\\u036F\\u203F\\u2040-]*`;

/** What to call a character in a message. */
export function describeCharacter(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
