import { describeCharacter, impossible } from "../characters.ts";
import { type Place, refuseAt } from "./path.ts";

/** Anything that may not stand in text or attributes as it is. Most texts have nothing of the kind. */
const special = /[^ !#-%'-;=?-\uD7FF\uE000-\uFFFD]/;

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
export function escapeText(text: string, place: Place): string {
  return special.test(text) ? withReferences(text, /[&<>\r]/g, place) : text;
}

/** Text of an attribute, in double quotes, where tab and line feed would be read as spaces. @see https://www.w3.org/TR/xml/#AVNormalize */
export function escapeAttribute(text: string, place: Place): string {
  return special.test(text) ? withReferences(text, /[&<>"\t\n\r]/g, place) : text;
}

function withReferences(text: string, characters: RegExp, place: Place): string {
  const fault = impossible.exec(text);
  if (fault) {
    refuseAt(place, "characters that XML can carry", `${describeCharacter(fault[0])} at index ${fault.index}`);
  }
  return text.replace(characters, (character) => references[character] ?? character);
}
