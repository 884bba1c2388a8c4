import { throwXmlError } from "../errors.ts";
import { type JsonObject, type JsonValue, setKey } from "../json.ts";
import type { XmlElement } from "../parser.ts";
import { checkNamespace, childElements, type DecodeContext, isNil, linkAttributes } from "./element.ts";

const fields = "elements named after the fields of an error";

/**
 * Reads a `<reason>`. No source shows what a filled `parameters` or `debugInfo` looks like, so any elements in them will
 * do: what matters is that an error arrives.
 */
export function readReason(context: DecodeContext, element: XmlElement): JsonObject {
  checkNamespace(context, element);
  const reason: JsonObject = {};
  for (const child of childElements(context, element, fields)) {
    const name = fieldName(child);
    if (Object.hasOwn(reason, name)) throwXmlError(context.text, child.start, `one <${name}> in <reason>`);
    if (!isNil(child)) setKey(reason, name, readField(name, child));
  }
  return reason;
}

function readField(name: string, element: XmlElement): JsonValue {
  if (name === "parameters") return readParameters(element);
  if (name === "debugInfo") return textByName(childrenOrSelf(element));
  const attributes = name === "link" ? linkAttributes(element) : {};
  return Object.keys(attributes).length > 0 ? attributes : textContent(element);
}

function readParameters(element: XmlElement): JsonObject[] {
  return childrenOrSelf(element).map((part) => {
    if (part.children.length > 0) return textByName(part.children);
    const name = fieldName(part);
    return {
      ...(name !== "parameter" && name !== "parameters" && { name }),
      ...(part.textStart !== -1 && { reason: part.text }),
    };
  });
}

/** The elements in an element; if there is only text, the element stands for itself. */
function childrenOrSelf(element: XmlElement): XmlElement[] {
  return element.children.length === 0 && element.textStart !== -1 ? [element] : element.children;
}

function textByName(elements: XmlElement[]): JsonObject {
  const object: JsonObject = {};
  for (const element of elements) {
    const name = fieldName(element);
    const earlier = Object.hasOwn(object, name) ? `${object[name]}, ` : "";
    setKey(object, name, earlier + textContent(element));
  }
  return object;
}

/** `<property name="x">` or `<x>`. */
function fieldName({ name, attributes }: XmlElement): string {
  return attributes.get("name") ?? name;
}

function textContent({ children, text }: XmlElement): string {
  return children.length > 0 ? children.map(textContent).join(" ") : text;
}
