import type { ResourceEntry } from "@ucwa-meetings/spec/resource-model";
import { ncName } from "../characters.ts";
import { isObject } from "../json.ts";
import { getOwn } from "../model.ts";
import { toXmlDateTime } from "../timestamp.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { describeType, type JsonPath, throwEncodeError } from "./path.ts";

const attributeName = new RegExp(`^(?!(?:rel|xmlns)$)${ncName}$`);

/** Writes `_links` as `<link>` elements; `self` only where it is not in the attributes of the resource. */
export function writeLinks(links: unknown, includeSelf: boolean, path: JsonPath, indent: string): string {
  return writeMembers(links, path, (link, rel, memberPath) => {
    if (rel === "self" && !includeSelf) return "";
    return writeElement(
      indent,
      "link",
      ` rel="${escapeAttribute(rel, memberPath)}"${writeAttributes(link, memberPath)}`,
    );
  });
}

/** The attributes of a link. @throws XmlEncodeError for a key that cannot be the name of an attribute. */
export function writeAttributes(link: Readonly<Record<string, unknown>>, parent: JsonPath): string {
  let text = "";
  for (const [key, value] of Object.entries(link)) {
    if (value === undefined || value === null) continue;
    const path = { key, parent };
    if (!attributeName.test(key))
      throwEncodeError(path, "a key that can be an attribute of <link>", JSON.stringify(key));
    text += ` ${escapeAttribute(key, path)}="${escapeAttribute(formatScalar(value, path), path)}"`;
  }
  return text;
}

/** Writes a scalar as `<property>` and a list as `<propertyList>`. Omits null. */
export function writeProperty(value: unknown, entry: ResourceEntry, path: JsonPath, indent: string): string {
  if (value === undefined || value === null) return "";
  const name = ` name="${escapeAttribute(String(path.key), path)}"`;
  if (Array.isArray(value)) return writeElement(indent, "propertyList", name, writeItems(value, path, indent));
  const text = formatScalar(value, path, "text, a number, a boolean or a list of those");
  const written =
    getOwn(entry.properties, path.key) === "timestamp" ? writeTimestamp(text, path) : escapeText(text, path);
  return `${indent}<property${name}>${written}</property>\n`;
}

function writeItems(list: unknown[], parent: JsonPath, indent: string): string {
  const items = Array.from(list, (item, key) => {
    const path = { key, parent };
    return `${indent}  <item>${escapeText(formatScalar(item, path), path)}</item>\n`;
  });
  return items.join("");
}

function writeTimestamp(text: string, path: JsonPath): string {
  const actual = /(Z|[+-]\d\d:\d\d|\/)$/.test(text)
    ? "another text"
    : "one without an offset, which a server would read in its own time zone";
  return toXmlDateTime(text) ?? throwEncodeError(path, "/Date(milliseconds)/ or a date and time that exists", actual);
}

/** The text of a scalar. @throws XmlEncodeError for anything else. */
export function formatScalar(value: unknown, path: JsonPath, expected = "text, a number or a boolean"): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || Number.isFinite(value)) return String(value);
  return throwEncodeError(path, expected, typeof value === "number" ? String(value) : describeType(value));
}

/** Writes an element on lines of its own. The children are indented already. */
export function writeElement(outerIndent: string, tag: string, attributes: string, children = ""): string {
  const start = `${outerIndent}<${tag}${attributes}`;
  return children === "" ? `${start} />\n` : `${start}>\n${children}${outerIndent}</${tag}>\n`;
}

type Member = Readonly<Record<string, unknown>>;

/**
 * Writes the members of `_links` or `_embedded`, which hold one object or a list of objects by relation.
 *
 * @throws XmlEncodeError for anything else in their place.
 */
export function writeMembers(
  groups: unknown,
  path: JsonPath,
  write: (member: Member, rel: string, path: JsonPath) => string,
): string {
  if (groups === undefined || groups === null) return "";
  if (!isObject(groups)) return throwEncodeError(path, "an object", describeType(groups));
  let text = "";
  const add = (member: unknown, rel: string, memberPath: JsonPath) => {
    text += isObject(member)
      ? write(member, rel, memberPath)
      : throwEncodeError(memberPath, "an object", describeType(member));
  };
  for (const [rel, group] of Object.entries(groups)) {
    const memberPath = { key: rel, parent: path };
    if (Array.isArray(group)) {
      group.forEach((member, key) => {
        add(member, rel, { key, parent: memberPath });
      });
    } else if (group !== undefined && group !== null) {
      add(group, rel, memberPath);
    }
  }
  return text;
}
