import type { ResourceEntry } from "@ucwa-meetings/spec/resource-model";
import { textOfScalar } from "./encode-scalar.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { lookUp } from "./model.ts";
import { type Place, refuseAt } from "./place.ts";
import { dateTimeOf } from "./timestamp.ts";
import { writeElement } from "./write-element.ts";

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
