import { getRefName, type OpenApiDocument, type Schema } from "../../../../../tools/openapi/document.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { schemaLink } from "./links.ts";

/** Returns the page of all schemas, with one heading for each. */
export function schemasPage(document: OpenApiDocument): Page {
  const { schemas } = document.components;
  return {
    path: "schemas",
    title: "Schemas",
    description: "Every object, list and enumeration in requests and responses.",
    body: joinBlocks(
      `The bodies of all [operations](/reference/) use these schemas. They describe the JSON representation; [Representations](/guides/representations/) says how XML carries the same data.
Names and values are spelled as on the wire. A server may add properties and enumeration members that are not listed here.`,
      ...Object.entries(schemas)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([name, schema]) =>
          joinBlocks(`## ${name}`, schema.description, formatSummary(schema), propertyTable(schema)),
        ),
    ),
  };
}

/** Returns a table of an object's properties, or an empty string if it has none. */
export function propertyTable({
  properties = {},
  required = [],
  additionalProperties,
  "x-ucwa-other-properties": others,
}: Schema) {
  const rows = [
    ...Object.entries(properties).map(([name, schema]) => [
      code(name),
      formatType(schema),
      `${required.includes(name) ? "Always there. " : ""}${schema.readOnly ? "Read only. " : ""}${schema.description ?? ""}${formatExample(schema)}`,
    ]),
    ...(typeof additionalProperties === "object"
      ? [["any other", formatType(additionalProperties), additionalProperties.description ?? ""]]
      : []),
    ...(others ? [["any other", schemaLink(others), ""]] : []),
  ];
  return rows.length > 0 ? table(["Property", "Type", "Meaning"], rows) : "";
}

/** Returns the type of a value in words, with links to its schemas. */
function formatType(schema: Schema): string {
  if (schema.$ref) return schemaLink(getRefName({ $ref: schema.$ref }));
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum) return schema.enum.map((member) => code(String(member))).join(", ");
  if (schema.anyOf) return schema.anyOf.map(formatType).join(" or ");
  return [schema.type ?? "any"]
    .flat()
    .map((type) => (type === "array" ? `list of ${formatType(schema.items ?? {})}` : type))
    .join(" or ");
}

function formatSummary(schema: Schema): string {
  if (schema.properties) return "";
  const members = schema["x-extensible-enum"];
  const type = members ? `${members.map(code).join(", ")}, or a new member` : formatType(schema);
  const examples = (schema.examples ?? []).map((example) => code(JSON.stringify(example)));
  return `Type: ${type}.${examples.length > 0 ? ` Example: ${examples.join(" or ")}.` : ""}`;
}

function formatExample({ const: constant, examples: [example] = [] }: Schema): string {
  // What can have one value only has it as its type.
  if (example === undefined || example === constant) return "";
  const text = JSON.stringify(example);
  return text.length > 60 ? "" : ` Example: ${code(text)}.`;
}
