import { decode } from "@ucwa-meetings/xml";
import type { ValueRedaction } from "./redact-values.ts";

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/[^>]*>|<([^\s/>"']+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|[^<]+/g;
const attribute = /([^\s=]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/g;

// What any XML may begin with, and names of vocabularies that are nobody's secret.
const declaration = /^<\?xml\s+version="[\d.]+"(?:\s+encoding="[\w-]+")?(?:\s+standalone="\w+")?\s*\?>$/;
const publicNamespace = /^http:\/\/(?:schemas\.microsoft\.com\/rtc\/|www\.w3\.org\/)[\w/.-]*$/;

interface OpenElement {
  /** The name under which its text stands in JSON. */
  name: string;
  /** The name of the element, redacted. */
  tag: string;
}

/**
 * Redacts the XML of a resource, an input or an error as text, so that the order and the spaces of the server stay. A property, an item and an
 * attribute have the name that they have in JSON. Comments and instructions are left out. Throws `XmlError` for XML that is not UCWA's.
 */
export function redactXml(text: string, redaction: ValueRedaction): string {
  decode(text);
  const open: OpenElement[] = [];
  return text.replace(token, (found, data?: string, element?: string, attributes = "", end = "") => {
    const name = open.at(-1)?.name ?? "";
    if (found.startsWith("<!--")) return "";
    if (found.startsWith("<?")) return declaration.test(found) ? found : "";
    if (data !== undefined) return toXml(redaction.property(name, data));
    if (found.startsWith("</")) return `</${open.pop()?.tag ?? ""}>`;
    if (element === undefined) return redactText(found, (value) => redaction.property(name, value));
    const tag = elements.has(element) ? element : redaction.name(element);
    if (end === "") open.push({ name: nameOf(element, attributes, name), tag });
    return `<${tag}${redactAttributes(attributes, redaction)}${end}>`;
  });
}

const elements = new Set(["resource", "input", "reason", "link", "property", "propertyList", "item"]);

/** Returns the name under which the text of an element stands in JSON. */
function nameOf(element: string, attributes: string, parent: string): string {
  const [, , , double, single] = [...attributes.matchAll(attribute)].find(([, name]) => name === "name") ?? [];
  return element === "item" ? parent : fromXml(double ?? single ?? element);
}

function redactAttributes(attributes: string, redaction: ValueRedaction): string {
  return attributes.replace(attribute, (found, name: string, equals: string, double?: string, single?: string) => {
    if (/^xmlns(?::|$)/.test(name) && publicNamespace.test(double ?? single ?? "")) return found;
    const redact = name === "name" ? redaction.name : (value: string) => redaction.property(name, value);
    const quote = double === undefined ? "'" : '"';
    return `${name}${equals}${quote}${redactText(double ?? single ?? "", redact)}${quote}`;
  });
}

function redactText(escaped: string, redact: (value: string) => string): string {
  if (escaped.trim() === "") return escaped;
  const value = fromXml(escaped);
  const redacted = redact(value);
  return redacted === value ? escaped : toXml(redacted);
}

const references: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function fromXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/gi, (_, hex, decimal, name) => {
    if (name) return references[name.toLowerCase()] ?? "";
    return String.fromCodePoint(hex ? Number.parseInt(hex, 16) : Number(decimal));
  });
}

function toXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
}
