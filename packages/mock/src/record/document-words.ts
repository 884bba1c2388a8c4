import { operations as entries } from "@ucwa-meetings/spec/operations";
import type { HttpOperation } from "../contract/operations.ts";
import { isObject } from "../http/text.ts";

/** What the document itself says, so that it is nobody's secret. */
export interface DocumentWords {
  /** The members of enumerations, the names of properties and relations, and the texts of errors. */
  literals: string[];
  /** The names of properties that have an enumeration. */
  enumerated: string[];
  /** The names of all properties. */
  names: Set<string>;
  /** The segments of paths, in lower case. */
  segments: Set<string>;
}

/** The value of the property that deployed servers want back. */
const guidPropertyValues = ["please pass this in a PUT request", "please pass me in a PUT request"];

/** Collects what the document says from its operations. */
export function collectDocumentWords(operations: HttpOperation[]): DocumentWords {
  const found = {
    members: new Set<string>(guidPropertyValues),
    names: new Set<string>(),
    enumerated: new Set<string>(),
  };
  const bodies = operations.flatMap(({ request, responses }) => [request?.body, ...responses]);
  for (const content of bodies.flatMap((body) => body?.contents ?? [])) {
    readSchema(content.schema, "", found);
    for (const example of content.examples ?? []) if ("value" in example) readReason(example.value, found.members);
  }
  const paths = entries.operations.flatMap(({ path, deployedPath }) => [path, deployedPath]);
  const segments = [...paths, ...entries.prefixes].flatMap((path) => path.split("/"));
  return {
    literals: [...found.members, ...found.names],
    enumerated: [...found.enumerated],
    names: found.names,
    segments: new Set(segments.filter((segment) => segment !== "" && !segment.startsWith("{")).map(toLowerCase)),
  };
}

const toLowerCase = (text: string) => text.toLowerCase();

type Found = { members: Set<string>; names: Set<string>; enumerated: Set<string> };

function readSchema(schema: unknown, name: string, found: Found): void {
  if (Array.isArray(schema)) for (const one of schema) readSchema(one, name, found);
  if (!isObject(schema)) return;
  const members = [schema.enum, schema["x-extensible-enum"]].flat().filter((member) => typeof member === "string");
  for (const member of members) found.members.add(member);
  if (members.length > 0 && name !== "") found.enumerated.add(name);
  for (const keyword of ["items", "anyOf", "oneOf", "allOf"]) readSchema(schema[keyword], name, found);
  if (!isObject(schema.properties)) return;
  for (const [property, inner] of Object.entries(schema.properties)) {
    found.names.add(property);
    readSchema(inner, property, found);
  }
}

/** Adds the texts of an error; what other examples say is what people write. */
function readReason(value: unknown, members: Set<string>): void {
  if (!isObject(value) || typeof value.code !== "string") return;
  for (const text of [value.code, value.subcode, value.message]) if (typeof text === "string") members.add(text);
}
