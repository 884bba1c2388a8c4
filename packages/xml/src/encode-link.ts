import { ncName } from "./characters.ts";
import { textOfScalar } from "./encode-scalar.ts";
import { escapeAttribute } from "./escape.ts";
import { type Place, refuseAt } from "./place.ts";
import { writeElement } from "./write-element.ts";
import { writeMembers } from "./write-members.ts";

const attributeName = new RegExp(`^(?!(?:rel|xmlns)$)${ncName}$`);

/** Writes `_links` as `<link>` elements; `self` only where it is not in the attributes of the resource. */
export function writeLinks(links: unknown, withSelf: boolean, place: Place, indent: string): string {
  return writeMembers(links, place, (link, rel, here) => {
    if (rel === "self" && !withSelf) return "";
    return writeElement(indent, "link", ` rel="${escapeAttribute(rel, here)}"${writeAttributes(link, here)}`);
  });
}

/** The attributes of a link. @throws XmlEncodeError for a key that cannot be the name of an attribute. */
export function writeAttributes(link: Readonly<Record<string, unknown>>, parent: Place): string {
  let text = "";
  for (const [key, value] of Object.entries(link)) {
    if (value === undefined || value === null) continue;
    const place = { key, parent };
    if (!attributeName.test(key)) refuseAt(place, "a key that can be an attribute of <link>", JSON.stringify(key));
    text += ` ${escapeAttribute(key, place)}="${escapeAttribute(textOfScalar(value, place), place)}"`;
  }
  return text;
}
