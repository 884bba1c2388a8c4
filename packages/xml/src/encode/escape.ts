import { describeCharacter, invalidChar } from "../characters.ts";
import { type JsonPath, throwEncodeError } from "./path.ts";

/** Anything that may not stand in text or attributes as it is. Most texts have nothing of the kind. */
const needsEscape = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/;

const references: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/**
 * Text of an element. A carriage return is written as a reference, since a parser reads a bare one as a line feed.
 *
 * @throws XmlEncodeError for a character that XML does not have.
 * @see https://www.w3.org/TR/xml/#sec-line-ends
 */
export function escapeText(text: string, path: JsonPath): string {
  return needsEscape.test(text) ? escapeCharacters(text, /[&<>\r]/g, path) : text;
}

/** Text of an attribute, in double quotes, where tab and line feed would be read as spaces. @see https://www.w3.org/TR/xml/#AVNormalize */
export function escapeAttribute(text: string, path: JsonPath): string {
  return needsEscape.test(text) ? escapeCharacters(text, /[&<>"\t\n\r]/g, path) : text;
}

function escapeCharacters(text: string, characters: RegExp, path: JsonPath): string {
  const invalid = invalidChar.exec(text);
  if (invalid) {
    throwEncodeError(
      path,
      "characters that XML can carry",
      `${describeCharacter(invalid[0])} at index ${invalid.index}`,
    );
  }
  return text.replace(characters, (character) => references[character] ?? character);
}
