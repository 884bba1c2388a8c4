import { isObject, reserved } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { entryOf, namespace } from "../model.ts";
import { escapeAttribute } from "./escape.ts";
import { type Place, refuseAt } from "./path.ts";
import { textOfScalar, writeAttributes, writeElement, writeLinks, writeMembers, writeProperty } from "./write.ts";

/** What the writer needs to know everywhere. */
export interface Writing {
  readonly root: "resource" | "input";
  readonly resource: string | undefined;
  readonly relProperty: boolean;
}

type Value = Readonly<Record<string, unknown>>;

/** Leaves room for a list in the innermost resource. A value that contains itself ends here, too. */
const levels = defaultLimits.depth - 2;

/** Writes links, then properties, then embedded resources, as the published samples do. */
export function writeResource(writing: Writing, value: Value, place?: Place, level = 0): string {
  if (level >= levels) refuseAt(place, `at most ${levels} levels of resources`, "more");
  const isRoot = level === 0;
  const tag = isRoot ? writing.root : "resource";
  const isResource = tag === "resource";
  const margin = "  ".repeat(level);
  const indent = `${margin}  `;
  const rel = relOf(value, place);
  const linksPlace = { key: "_links", parent: place };
  const self = isResource ? selfOf(value._links) : undefined;

  let attributes = isResource && rel !== undefined ? ` rel="${rel}"` : "";
  if (self) attributes += writeAttributes(self, { key: "self", parent: linksPlace });
  if (isRoot) attributes += ` xmlns="${namespace}"`;

  let children = writeLinks(value._links, self === undefined, linksPlace, indent);
  if (rel !== undefined && (writing.relProperty || !isResource))
    children += `${indent}<property name="rel">${rel}</property>\n`;
  children += writeProperties(value, isRoot ? writing.resource : undefined, place, indent);
  children += writeMembers(value._embedded, { key: "_embedded", parent: place }, (member, key, here) =>
    writeResource(writing, withRel(member, key, here), here, level + 1),
  );
  return writeElement(margin, tag, attributes, children);
}

/** The `rel` as it is written, in an attribute or in an element. */
function relOf({ rel }: Value, parent: Place | undefined): string | undefined {
  const place = { key: "rel", parent };
  return rel === undefined || rel === null ? undefined : escapeAttribute(textOfScalar(rel, place, "text"), place);
}

/** The self link, if the attributes of the resource can say it. */
function selfOf(links: unknown): Value | undefined {
  return isObject(links) && isObject(links.self) && typeof links.self.href === "string" ? links.self : undefined;
}

function writeProperties(value: Value, hint: string | undefined, parent: Place | undefined, indent: string): string {
  const entry = entryOf(value.rel, hint);
  let text = "";
  for (const [key, property] of Object.entries(value)) {
    if (reserved.includes(key)) continue;
    text += writeProperty(property, entry, { key, parent }, indent);
  }
  return text;
}

/** In XML the `rel` of an embedded resource is also the key that it is found under. */
function withRel(member: Value, key: string, place: Place): Value {
  const { rel } = member;
  if (rel === undefined || rel === null) return { ...member, rel: key };
  return rel === key ? member : refuseAt({ key: "rel", parent: place }, JSON.stringify(key), "another");
}
