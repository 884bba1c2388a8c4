import { type OpenApiDocument, resolveSchema, type Schema } from "../../tools/openapi/document.ts";
import type { Cardinality, PropertyKind, ResourceEntry, ResourceModel } from "./resource-model.model.ts";

/** Returns what a codec needs to know beyond the XML, from the schemas of the JSON representation. */
export function buildResourceModel(document: OpenApiDocument): ResourceModel {
  const namespace = document.components.schemas.XmlResource?.xml?.namespace;
  if (namespace === undefined) throw new Error("components/schemas/XmlResource: expected an XML namespace, got none.");
  const resources: Record<string, ResourceEntry> = {};
  for (const schema of Object.values(document.components.schemas)) {
    // The relations that a resource is served under. What has none is no resource.
    for (const rel of schema.properties?.rel?.enum ?? []) resources[rel] = buildResourceEntry(document, schema);
  }
  return { namespace, resources };
}

function buildResourceEntry(document: OpenApiDocument, { properties = {} }: Schema): ResourceEntry {
  const { _links = {}, _embedded = {}, ...data } = properties;
  const kinds = Object.entries(data).map(([name, schema]) => [name, getPropertyKind(document, schema)] as const);
  return {
    properties: Object.fromEntries(kinds.filter((entry): entry is [string, PropertyKind] => entry[1] !== undefined)),
    links: getCardinalities(document, _links, "self"),
    embedded: getCardinalities(document, _embedded),
  };
}

function getCardinalities(
  document: OpenApiDocument,
  schema: Schema,
  excludedRel?: string,
): Record<string, Cardinality> {
  const entries = Object.entries(resolveSchema(document, schema).properties ?? {}).filter(
    ([rel]) => rel !== excludedRel,
  );
  return Object.fromEntries(
    entries.map(([rel, value]) => [rel, schemaTypes(document, value).includes("array") ? "many" : "one"]),
  );
}

function getPropertyKind(document: OpenApiDocument, schema: Schema): PropertyKind | undefined {
  if (resolveSchema(document, schema)["x-ucwa-kind"] === "timestamp") return "timestamp";
  const types = schemaTypes(document, schema);
  if (types.includes("array")) return "list";
  if (types.includes("number") || types.includes("integer")) return "number";
  return types.includes("boolean") ? "boolean" : undefined;
}

/** The JSON types that a schema allows, those of its alternatives among them. */
function schemaTypes(document: OpenApiDocument, schema: Schema): string[] {
  const { type = [], anyOf = [] } = resolveSchema(document, schema);
  return [type, anyOf.map((alternative) => schemaTypes(document, alternative))].flat(2);
}
