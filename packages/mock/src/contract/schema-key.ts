/** Keywords with which Ajv checks nothing. The build makes sure of that. Names that begin with `x-` are extensions, and count as well. */
export const annotations = [
  "contentMediaType",
  "deprecated",
  "description",
  "examples",
  "externalDocs",
  "readOnly",
  "title",
  "writeOnly",
  "xml",
];

/** Keywords whose value is data or a list of names, and no schema. */
const data = ["const", "default", "enum", "examples", "required", "type"];
/** Keywords whose value has a schema for each of its names. */
const namedSchemas = ["$defs", "definitions", "dependentSchemas", "patternProperties", "properties"];

/**
 * The name under which the validator of a schema is compiled and found: the schema without its annotations. Two schemas with the same key accept
 * the same values.
 */
export function schemaKey(schema: unknown): string {
  return JSON.stringify(withoutAnnotations(schema));
}

/** Returns a schema without the keywords with which Ajv checks nothing. */
export function withoutAnnotations(schema: unknown): unknown {
  return withoutKeywords(schema, (keyword) => annotations.includes(keyword) || keyword.startsWith("x-"));
}

/** Returns a schema without some keywords, at each level. Properties and examples that happen to have their names stay. */
export function withoutKeywords(schema: unknown, isLeftOut: (keyword: string) => boolean): unknown {
  if (Array.isArray(schema)) return schema.map((inner) => withoutKeywords(inner, isLeftOut));
  if (typeof schema !== "object" || schema === null) return schema;
  const kept = Object.entries(schema).filter(([keyword]) => !isLeftOut(keyword));
  return Object.fromEntries(
    kept.map(([keyword, value]) => {
      if (data.includes(keyword)) return [keyword, value];
      if (!namedSchemas.includes(keyword)) return [keyword, withoutKeywords(value, isLeftOut)];
      const entries = Object.entries(value).map(([name, inner]) => [name, withoutKeywords(inner, isLeftOut)]);
      return [keyword, Object.fromEntries(entries)];
    }),
  );
}
