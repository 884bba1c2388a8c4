import { refuse } from "../errors.ts";
import { type JsonObject, type JsonValue, setKey } from "../json.ts";
import type { XmlElement } from "../parser.ts";
import { checkNamespace, childElements, isNil, linkAttributes, type Reading } from "./element.ts";

const fields = "elements named after the fields of an error";

/**
 * Reads a `<reason>`. No source shows what a filled `parameters` or `debugInfo` looks like, so any elements in them will
 * do: what matters is that an error arrives.
 */
export function readReason(reading: Reading, element: XmlElement): JsonObject {
  checkNamespace(reading, element);
  const reason: JsonObject = {};
  for (const child of childElements(reading, element, fields)) {
    const name = nameOf(child);
    if (Object.hasOwn(reason, name)) refuse(reading.text, child.start, `one <${name}> in <reason>`);
    if (!isNil(child)) setKey(reason, name, readField(name, child));
  }
  return reason;
}

function readField(name: string, element: XmlElement): JsonValue {
  if (name === "parameters") return readParameters(element);
  if (name === "debugInfo") return textByName(partsOf(element));
  const attributes = name === "link" ? linkAttributes(element) : {};
  return Object.keys(attributes).length > 0 ? attributes : allTextOf(element);
}

function readParameters(element: XmlElement): JsonObject[] {
  return partsOf(element).map((part) => {
    if (part.children.length > 0) return textByName(part.children);
    const name = nameOf(part);
    return {
      ...(name !== "parameter" && name !== "parameters" && { name }),
      ...(part.textStart !== -1 && { reason: part.text }),
    };
  });
}

/** The elements in an element; if there is only text, the element stands for itself. */
function partsOf(element: XmlElement): XmlElement[] {
  return element.children.length === 0 && element.textStart !== -1 ? [element] : element.children;
}

function textByName(elements: XmlElement[]): JsonObject {
  const object: JsonObject = {};
  for (const element of elements) {
    const name = nameOf(element);
    const earlier = Object.hasOwn(object, name) ? `${object[name]}, ` : "";
    setKey(object, name, earlier + allTextOf(element));
  }
  return object;
}

/** `<property name="x">` or `<x>`. */
function nameOf({ name, attributes }: XmlElement): string {
  return attributes.get("name") ?? name;
}

function allTextOf({ children, text }: XmlElement): string {
  return children.length > 0 ? children.map(allTextOf).join(" ") : text;
}
