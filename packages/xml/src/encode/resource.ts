import { isObject, reserved } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { findResourceModel, namespace } from "../model.ts";
import { escapeAttribute } from "./escape.ts";
import { type JsonPath, throwEncodeError } from "./path.ts";
import { formatScalar, writeAttributes, writeElement, writeLinks, writeMembers, writeProperty } from "./write.ts";

/** What the writer needs to know everywhere. */
export interface EncodeContext {
  readonly root: "resource" | "input";
  readonly resource: string | undefined;
  readonly relProperty: boolean;
}

type Value = Readonly<Record<string, unknown>>;

/** Leaves room for a list in the innermost resource. A value that contains itself ends here, too. */
const maxDepth = defaultLimits.depth - 2;

/** Writes links, then properties, then embedded resources, as the published samples do. */
export function writeResource(context: EncodeContext, value: Value, path?: JsonPath, depth = 0): string {
  if (depth >= maxDepth) throwEncodeError(path, `at most ${maxDepth} levels of resources`, "more");
  const isRoot = depth === 0;
  const tag = isRoot ? context.root : "resource";
  const isResource = tag === "resource";
  const outerIndent = "  ".repeat(depth);
  const indent = `${outerIndent}  `;
  const rel = writeRel(value, path);
  const linksPath = { key: "_links", parent: path };
  const self = isResource ? getSelfLink(value._links) : undefined;

  let attributes = isResource && rel !== undefined ? ` rel="${rel}"` : "";
  if (self) attributes += writeAttributes(self, { key: "self", parent: linksPath });
  if (isRoot) attributes += ` xmlns="${namespace}"`;

  let children = writeLinks(value._links, self === undefined, linksPath, indent);
  if (rel !== undefined && (context.relProperty || !isResource))
    children += `${indent}<property name="rel">${rel}</property>\n`;
  children += writeProperties(value, isRoot ? context.resource : undefined, path, indent);
  children += writeMembers(value._embedded, { key: "_embedded", parent: path }, (member, key, memberPath) =>
    writeResource(context, ensureRel(member, key, memberPath), memberPath, depth + 1),
  );
  return writeElement(outerIndent, tag, attributes, children);
}

/** The `rel` as it is written, in an attribute or in an element. */
function writeRel({ rel }: Value, parent: JsonPath | undefined): string | undefined {
  const path = { key: "rel", parent };
  return rel === undefined || rel === null ? undefined : escapeAttribute(formatScalar(rel, path, "text"), path);
}

/** The self link, if the attributes of the resource can say it. */
function getSelfLink(links: unknown): Value | undefined {
  return isObject(links) && isObject(links.self) && typeof links.self.href === "string" ? links.self : undefined;
}

function writeProperties(value: Value, hint: string | undefined, parent: JsonPath | undefined, indent: string): string {
  const entry = findResourceModel(value.rel, hint);
  let text = "";
  for (const [key, property] of Object.entries(value)) {
    if (reserved.includes(key)) continue;
    text += writeProperty(property, entry, { key, parent }, indent);
  }
  return text;
}

/** In XML the `rel` of an embedded resource is also the key that it is found under. */
function ensureRel(member: Value, key: string, path: JsonPath): Value {
  const { rel } = member;
  if (rel === undefined || rel === null) return { ...member, rel: key };
  return rel === key ? member : throwEncodeError({ key: "rel", parent: path }, JSON.stringify(key), "another");
}
