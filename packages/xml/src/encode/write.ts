import type { ResourceEntry } from "@ucwa-meetings/spec/resource-model";
import { ncName } from "../characters.ts";
import { isObject } from "../json.ts";
import { lookUp } from "../model.ts";
import { dateTimeOf } from "../timestamp.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { kindOf, type Place, refuseAt } from "./path.ts";

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

/** Writes a scalar as `<property>`, a list as `<propertyList>`, and nothing for null, which XML says by silence. */
export function writeProperty(value: unknown, entry: ResourceEntry, place: Place, indent: string): string {
  if (value === undefined || value === null) return "";
  const name = ` name="${escapeAttribute(String(place.key), place)}"`;
  if (Array.isArray(value)) return writeElement(indent, "propertyList", name, writeItems(value, place, indent));
  const text = textOfScalar(value, place, "text, a number, a boolean or a list of those");
  const written =
    lookUp(entry.properties, place.key) === "timestamp" ? writeTimestamp(text, place) : escapeText(text, place);
  return `${indent}<property${name}>${written}</property>\n`;
}

function writeItems(list: unknown[], parent: Place, indent: string): string {
  const items = Array.from(list, (item, key) => {
    const place = { key, parent };
    return `${indent}  <item>${escapeText(textOfScalar(item, place), place)}</item>\n`;
  });
  return items.join("");
}

function writeTimestamp(text: string, place: Place): string {
  const fault = /(Z|[+-]\d\d:\d\d|\/)$/.test(text)
    ? "another text"
    : "one without an offset, which a server would read in its own time zone";
  return dateTimeOf(text) ?? refuseAt(place, "/Date(milliseconds)/ or a date and time that exists", fault);
}

/** The text of a scalar. @throws XmlEncodeError for anything else. */
export function textOfScalar(value: unknown, place: Place, expected = "text, a number or a boolean"): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  return refuseAt(place, expected, typeof value === "number" ? String(value) : kindOf(value));
}

/** Writes an element on lines of its own. The children are indented already. */
export function writeElement(margin: string, tag: string, attributes: string, children = ""): string {
  const start = `${margin}<${tag}${attributes}`;
  return children === "" ? `${start} />\n` : `${start}>\n${children}${margin}</${tag}>\n`;
}

type Member = Readonly<Record<string, unknown>>;

/**
 * Writes the members of `_links` or `_embedded`, which hold one object or a list of objects by relation.
 *
 * @throws XmlEncodeError for anything else in their place.
 */
export function writeMembers(
  groups: unknown,
  place: Place,
  write: (member: Member, rel: string, place: Place) => string,
): string {
  if (groups === undefined || groups === null) return "";
  if (!isObject(groups)) return refuseAt(place, "an object", kindOf(groups));
  let text = "";
  const add = (member: unknown, rel: string, here: Place) => {
    text += isObject(member) ? write(member, rel, here) : refuseAt(here, "an object", kindOf(member));
  };
  for (const [rel, group] of Object.entries(groups)) {
    const here = { key: rel, parent: place };
    if (Array.isArray(group)) {
      group.forEach((member, key) => {
        add(member, rel, { key, parent: here });
      });
    } else if (group !== undefined && group !== null) {
      add(group, rel, here);
    }
  }
  return text;
}
