import type { Cardinality, ResourceEntry } from "@ucwa-meetings/spec/resource-model";
import { refuse } from "../errors.ts";
import { type JsonObject, reserved, setKey } from "../json.ts";
import { entryOf, inCardinality, lookUp } from "../model.ts";
import type { XmlElement } from "../parser.ts";
import {
  checkNamespace,
  childElements,
  isNil,
  linkAttributes,
  type Reading,
  requiredAttribute,
  textOf,
} from "./element.ts";
import { valueOfText } from "./value.ts";

const members = "<link>, <property>, <propertyList> or <resource>";

type Groups = Map<string, [JsonObject, ...JsonObject[]]>;

/** Reads a `<resource>` or an `<input>`; both have the same children. */
export function readResource(reading: Reading, element: XmlElement, hint?: string): JsonObject {
  checkNamespace(reading, element);
  const children = childElements(reading, element, members);
  const rel = relOf(reading, element, children);
  const entry = entryOf(rel, hint);
  const resource: JsonObject = rel === undefined ? {} : { rel };
  const links: Groups = new Map();
  const embedded: Groups = new Map();
  const self = linkAttributes(element);
  if (Object.keys(self).length > 0) addTo(links, "self", self);
  for (const child of children) {
    checkNamespace(reading, child);
    if (child.name === "property" || child.name === "propertyList") readProperty(reading, child, entry, resource);
    else if (child.name === "link") addTo(links, requiredAttribute(reading, child, "rel"), readLink(reading, child));
    else if (child.name === "resource") readEmbedded(reading, child, embedded);
    else refuse(reading.text, child.start, `${members} in <${element.name}>`);
  }
  if (links.size > 0) resource._links = objectOf(links, entry.links);
  if (embedded.size > 0) resource._embedded = objectOf(embedded, entry.embedded);
  return resource;
}

/** The attribute; where there is none, the property that published samples repeat it in. */
function relOf(reading: Reading, element: XmlElement, children: XmlElement[]): string | undefined {
  const rel = element.attributes.get("rel");
  if (rel !== undefined) return rel;
  const property = children.find(({ name, attributes }) => name === "property" && attributes.get("name") === "rel");
  return property && textOf(reading, property);
}

function readProperty(reading: Reading, element: XmlElement, entry: ResourceEntry, resource: JsonObject): void {
  const name = requiredAttribute(reading, element, "name");
  if (name === "rel" && element.name === "property") return;
  if (reserved.includes(name) || Object.hasOwn(resource, name)) {
    refuse(reading.text, element.start, "a name that is not reserved and not used before", JSON.stringify(name));
  }
  if (element.name === "propertyList") {
    setKey(resource, name, readItems(reading, element));
  } else if (!isNil(element)) {
    setKey(resource, name, valueOfText(textOf(reading, element), lookUp(entry.properties, name), reading.timestamps));
  }
}

function readItems(reading: Reading, list: XmlElement): string[] {
  return childElements(reading, list, "<item>").map((item) => {
    if (item.name !== "item") refuse(reading.text, item.start, "<item> in <propertyList>");
    return textOf(reading, item);
  });
}

function readLink(reading: Reading, element: XmlElement): JsonObject {
  const [child] = childElements(reading, element, "nothing");
  if (child) refuse(reading.text, child.start, "nothing in <link>");
  return linkAttributes(element);
}

function readEmbedded(reading: Reading, element: XmlElement, embedded: Groups): void {
  const resource = readResource(reading, element);
  const { rel } = resource;
  if (typeof rel === "string") addTo(embedded, rel, resource);
  else refuse(reading.text, element.start, 'the attribute "rel" on a <resource> in another');
}

function addTo(groups: Groups, rel: string, member: JsonObject): void {
  const group = groups.get(rel);
  if (group) group.push(member);
  else groups.set(rel, [member]);
}

function objectOf(groups: Groups, cardinalities: Record<string, Cardinality>): JsonObject {
  const object: JsonObject = {};
  for (const [rel, group] of groups) setKey(object, rel, inCardinality(group, lookUp(cardinalities, rel)));
  return object;
}
