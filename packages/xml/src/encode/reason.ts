import { isObject } from "../json.ts";
import { namespace } from "../model.ts";
import { escapeAttribute, escapeText } from "./escape.ts";
import { describeType, type JsonPath, throwEncodeError } from "./path.ts";
import { formatScalar, writeAttributes, writeElement } from "./write.ts";

type Value = Readonly<Record<string, unknown>>;

/** Writes an error. How `parameters` and `debugInfo` look inside is inferred: no source shows them filled. */
export function writeReason(value: Value): string {
  let children = "";
  for (const [key, field] of Object.entries(value)) {
    if (field !== undefined && field !== null) children += writeField(field, { key });
  }
  return writeElement("", "reason", ` xmlns="${namespace}"`, children);
}

function writeField(field: unknown, path: JsonPath): string {
  if (path.key === "parameters") return writeElement("  ", "parameters", "", writeParameters(field, path));
  if (path.key === "debugInfo") return writeElement("  ", "debugInfo", "", writeTexts(field, path, "    "));
  if (path.key === "link" && isObject(field)) return writeElement("  ", "link", writeAttributes(field, path));
  return writeText(field, path, "  ");
}

function writeParameters(parameters: unknown, path: JsonPath): string {
  if (!Array.isArray(parameters)) return throwEncodeError(path, "a list", describeType(parameters));
  const items = parameters.map((parameter, key) =>
    writeElement("    ", "parameter", "", writeTexts(parameter, { key, parent: path }, "      ")),
  );
  return items.join("");
}

function writeTexts(values: unknown, path: JsonPath, indent: string): string {
  if (!isObject(values)) return throwEncodeError(path, "an object", describeType(values));
  let text = "";
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) text += writeText(value, { key, parent: path }, indent);
  }
  return text;
}

/** `<x>` if the name allows it, else `<property name="x">`. */
function writeText(value: unknown, path: JsonPath, indent: string): string {
  const name = String(path.key);
  const text = escapeText(formatScalar(value, path), path);
  return /^[A-Za-z_][\w.-]*$/.test(name)
    ? `${indent}<${name}>${text}</${name}>\n`
    : `${indent}<property name="${escapeAttribute(name, path)}">${text}</property>\n`;
}
