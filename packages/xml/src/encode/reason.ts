import { isObject } from "../json.ts";
import { namespace } from "../model.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { kindOf, type Place, refuseAt } from "./path.ts";
import { textOfScalar, writeAttributes, writeElement } from "./write.ts";

type Value = Readonly<Record<string, unknown>>;

/** Writes an error. How `parameters` and `debugInfo` look inside is inferred: no source shows them filled. */
export function writeReason(value: Value): string {
  let children = "";
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined && field !== null) children += writeField(field, { key });
  }
  return writeElement("", "reason", ` xmlns="${namespace}"`, children);
}

function writeField(field: unknown, place: Place): string {
  if (place.key === "parameters") return writeElement("  ", "parameters", "", writeParameters(field, place));
  if (place.key === "debugInfo") return writeElement("  ", "debugInfo", "", writeTexts(field, place, "    "));
  if (place.key === "link" && isObject(field)) return writeElement("  ", "link", writeAttributes(field, place));
  return writeText(field, place, "  ");
}

function writeParameters(parameters: unknown, place: Place): string {
  if (!Array.isArray(parameters)) return refuseAt(place, "a list", kindOf(parameters));
  const items = parameters.map((parameter, key) =>
    writeElement("    ", "parameter", "", writeTexts(parameter, { key, parent: place }, "      ")),
  );
  return items.join("");
}

function writeTexts(values: unknown, place: Place, indent: string): string {
  if (!isObject(values)) return refuseAt(place, "an object", kindOf(values));
  let text = "";
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) text += writeText(value, { key, parent: place }, indent);
  }
  return text;
}

/** `<x>` if the name allows it, else `<property name="x">`. */
function writeText(value: unknown, place: Place, indent: string): string {
  const name = String(place.key);
  const text = escapeText(textOfScalar(value, place), place);
  return /^[A-Za-z_][\w.-]*$/.test(name)
    ? `${indent}<${name}>${text}</${name}>\n`
    : `${indent}<property name="${escapeAttribute(name, place)}">${text}</property>\n`;
}
