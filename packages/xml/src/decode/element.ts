import { throwXmlError } from "../errors.ts";
import { namespace } from "../model.ts";
import type { XmlElement } from "../parser.ts";
import type { TimestampForm } from "./value.ts";

/** What reading a document needs to know everywhere. */
export interface DecodeContext {
  readonly text: string;
  readonly timestamps: TimestampForm;
}

/** The child elements of an element that has nothing else. @throws XmlError for text between them. */
export function childElements({ text }: DecodeContext, parent: XmlElement, expected: string): XmlElement[] {
  if (parent.textStart !== -1) throwXmlError(text, parent.textStart, `${expected} in <${parent.name}>`);
  return parent.children;
}

/** The text of an element that has nothing else. @throws XmlError for an element in it. */
export function requireText({ text }: DecodeContext, element: XmlElement): string {
  const [child] = element.children;
  return child ? throwXmlError(text, child.start, `text in <${element.name}>`) : element.text;
}

/** @throws XmlError where the attribute is missing. */
export function requiredAttribute(
  { text }: DecodeContext,
  { attributes, name: tag, start }: XmlElement,
  name: string,
): string {
  return attributes.get(name) ?? throwXmlError(text, start, `the attribute "${name}" on <${tag}>`);
}

/** @throws XmlError for another namespace than UCWA's. None at all is accepted, as published fragments have none. */
export function checkNamespace({ text }: DecodeContext, { attributes, name, start }: XmlElement): void {
  const xmlns = attributes.get("xmlns") || namespace;
  if (xmlns !== namespace) throwXmlError(text, start, `the namespace ${namespace} on <${name}>`, JSON.stringify(xmlns));
}

/** The attributes that are not in a namespace, do not declare one and are not `rel`: those of a link, known or not. */
export function linkAttributes({ attributes }: XmlElement): Record<string, string> {
  return Object.fromEntries(
    [...attributes].filter(([name]) => name !== "rel" && name !== "xmlns" && !name.includes(":")),
  );
}

/** Whether an element says that there is no value. Only one published sample does, but it would be read as empty text. */
export function isNil(element: XmlElement): boolean {
  return element.attributes.get("xsi:nil") === "true";
}
