import type { Cardinality, ResourceEntry } from "@ucwa-meetings/spec/resource-model";
import { throwXmlError } from "../errors.ts";
import { type JsonObject, reserved, setKey } from "../json.ts";
import { findResourceModel, getOwn, unwrapSingle } from "../model.ts";
import type { XmlElement } from "../parser.ts";
import {
  checkNamespace,
  childElements,
  type DecodeContext,
  isNil,
  linkAttributes,
  requiredAttribute,
  requireText,
} from "./element.ts";
import { parseValue } from "./value.ts";

const members = "<link>, <property>, <propertyList> or <resource>";

type Groups = Map<string, [JsonObject, ...JsonObject[]]>;

/** Reads a `<resource>` or an `<input>`; both have the same children. */
export function readResource(context: DecodeContext, element: XmlElement, hint?: string): JsonObject {
  checkNamespace(context, element);
  const children = childElements(context, element, members);
  const rel = readRel(context, element, children);
  const entry = findResourceModel(rel, hint);
  const resource: JsonObject = rel === undefined ? {} : { rel };
  const links: Groups = new Map();
  const embedded: Groups = new Map();
  const self = linkAttributes(element);
  if (Object.keys(self).length > 0) appendToGroup(links, "self", self);
  for (const child of children) {
    checkNamespace(context, child);
    if (child.name === "property" || child.name === "propertyList") readProperty(context, child, entry, resource);
    else if (child.name === "link")
      appendToGroup(links, requiredAttribute(context, child, "rel"), readLink(context, child));
    else if (child.name === "resource") readEmbedded(context, child, embedded);
    else throwXmlError(context.text, child.start, `${members} in <${element.name}>`);
  }
  if (links.size > 0) resource._links = fromGroups(links, entry.links);
  if (embedded.size > 0) resource._embedded = fromGroups(embedded, entry.embedded);
  return resource;
}

/** The attribute; where there is none, the property that published samples repeat it in. */
function readRel(context: DecodeContext, element: XmlElement, children: XmlElement[]): string | undefined {
  const rel = element.attributes.get("rel");
  if (rel !== undefined) return rel;
  const property = children.find(({ name, attributes }) => name === "property" && attributes.get("name") === "rel");
  return property && requireText(context, property);
}

function readProperty(context: DecodeContext, element: XmlElement, entry: ResourceEntry, resource: JsonObject): void {
  const name = requiredAttribute(context, element, "name");
  if (name === "rel" && element.name === "property") return;
  if (reserved.includes(name) || Object.hasOwn(resource, name)) {
    throwXmlError(context.text, element.start, "a name that is not reserved and not used before", JSON.stringify(name));
  }
  if (element.name === "propertyList") {
    setKey(resource, name, readItems(context, element));
  } else if (!isNil(element)) {
    setKey(
      resource,
      name,
      parseValue(requireText(context, element), getOwn(entry.properties, name), context.timestamps),
    );
  }
}

function readItems(context: DecodeContext, list: XmlElement): string[] {
  return childElements(context, list, "<item>").map((item) => {
    if (item.name !== "item") throwXmlError(context.text, item.start, "<item> in <propertyList>");
    return requireText(context, item);
  });
}

function readLink(context: DecodeContext, element: XmlElement): JsonObject {
  const [child] = childElements(context, element, "nothing");
  if (child) throwXmlError(context.text, child.start, "nothing in <link>");
  return linkAttributes(element);
}

function readEmbedded(context: DecodeContext, element: XmlElement, embedded: Groups): void {
  const resource = readResource(context, element);
  const { rel } = resource;
  if (typeof rel === "string") appendToGroup(embedded, rel, resource);
  else throwXmlError(context.text, element.start, 'the attribute "rel" on a <resource> in another');
}

function appendToGroup(groups: Groups, rel: string, member: JsonObject): void {
  const group = groups.get(rel);
  if (group) group.push(member);
  else groups.set(rel, [member]);
}

function fromGroups(groups: Groups, cardinalities: Record<string, Cardinality>): JsonObject {
  const object: JsonObject = {};
  for (const [rel, group] of groups) setKey(object, rel, unwrapSingle(group, getOwn(cardinalities, rel)));
  return object;
}
