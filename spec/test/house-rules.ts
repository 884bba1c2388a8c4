import {
  type Example,
  getRefName,
  type MediaType,
  type OpenApiDocument,
  operationsIn,
  type Schema,
} from "../../tools/openapi/document.ts";

type Rule = (document: OpenApiDocument) => Iterable<string>;

/** What this document holds itself to beyond Redocly's rules. Each rule gives one line for each place that breaks it. */
export const houseRules = {
  *"names occur once"({ components }) {
    for (const [kind, entries] of Object.entries(components)) {
      for (const name of Object.keys(entries)) if (/-\d+$/.test(name)) yield `${kind}/${name}`;
    }
  },
  *"every operation is named and described"(document) {
    for (const { method, path, operation } of operationsIn(document)) {
      for (const key of ["operationId", "summary", "description", "tags"]) {
        if (!(key in operation)) yield `${method} ${path} has no ${key}`;
      }
    }
  },
  *"every operation has 401, 404 and 500"(document) {
    for (const { operation } of operationsIn(document)) {
      for (const status of ["401", "404", "500"]) {
        if (!(status in operation.responses)) yield `${operation.operationId} has no ${status}`;
      }
    }
  },
  *"every body comes in JSON and in XML"(document) {
    for (const [name, content] of contents(document)) {
      for (const type of mediaTypes) if (!(type in content)) yield `${name} has no ${type}`;
    }
  },
  *"every media type has an example"(document) {
    for (const [name, content] of contents(document)) {
      for (const [type, { examples }] of Object.entries(content)) {
        if (Object.keys(examples ?? {}).length === 0) yield `${name} has none for ${type}`;
      }
    }
  },
  *"both representations have the same examples"(document) {
    for (const [name, content] of contents(document)) {
      const json = Object.keys(content["application/json"]?.examples ?? {}).join();
      const xml = Object.keys(content["application/xml"]?.examples ?? {}).join();
      if (json !== xml) yield `${name} has ${json} in JSON and ${xml} in XML`;
    }
  },
  *"every error example is named by its subcode, or by its code"(document) {
    for (const [name, content] of contents(document)) {
      for (const [key, reference] of Object.entries(content["application/json"]?.examples ?? {})) {
        const { value } = getExample(document, getRefName(reference));
        const { code, subcode } = isReason(value) ? value : { code: key };
        if (key !== (subcode ?? code)) yield `${name} calls ${subcode ?? code} ${key}`;
      }
    }
  },
  *"every error example says what to do, whether to retry, and how sure it is"({ components }) {
    for (const [name, { value, description, "x-ucwa-error": error }] of Object.entries(components.examples)) {
      if (!isReason(value)) continue;
      if (!description || !error?.action) yield `${name} says too little`;
      if (!retries.includes(error?.retry ?? "")) yield `${name} has the retry ${error?.retry}`;
      if (!bases.includes(error?.basis ?? "")) yield `${name} has the basis ${error?.basis}`;
    }
  },
  *"every property has a description and an example"({ components }) {
    for (const [name, schema] of Object.entries(components.schemas)) {
      for (const [property, value] of Object.entries(schema.properties ?? {})) {
        const documented = value.$ref ? { ...components.schemas[getRefName({ $ref: value.$ref })], ...value } : value;
        if (!("description" in documented)) yield `${name}.${property} has no description`;
        if (!("examples" in documented) && !hasOwnExamples(documented)) yield `${name}.${property} has no example`;
      }
    }
  },
  *"generators have a type for every schema"({ components }) {
    for (const [name, schema] of Object.entries(components.schemas)) {
      for (const part of partsOf(schema)) {
        const types = [part.type ?? []].flat();
        if (types.includes("array") && types.some((type) => type !== "array" && type !== "null"))
          yield `${name} has a list among other types, which crashes kubb`;
        if (part.enum?.some((member) => typeof member !== "string"))
          yield `${name} has null among the members, which openapi-zod-client cannot compile`;
        if (part.patternProperties) yield `${name} has a pattern, which lets misspelt names pass`;
        if (typeof part.additionalProperties === "object" && part.properties)
          yield `${name} types other properties beside named ones, which oazapfts cannot compile`;
      }
    }
    if (components.schemas.MyOnlineMeetingInput?.additionalProperties !== undefined)
      yield "MyOnlineMeetingInput has additionalProperties, which let misspelt names pass";
  },
  *"an enumeration of an input has the members that are read"({ components }) {
    const read = {
      ...components.schemas.MyOnlineMeeting?.properties,
      ...components.schemas.OnlineMeetingExtension?.properties,
    };
    for (const input of ["MyOnlineMeetingInput", "OnlineMeetingExtensionInput"]) {
      for (const [property, schema] of Object.entries(components.schemas[input]?.properties ?? {})) {
        const members = [schema, ...(schema.anyOf ?? [])].find((alternative) => alternative.enum)?.enum;
        const reference = read[property]?.$ref;
        const known = reference
          ? components.schemas[getRefName({ $ref: reference })]?.["x-extensible-enum"]
          : undefined;
        if (members && members.join() !== known?.join()) yield `${input}.${property}`;
      }
    }
  },
} satisfies Record<string, Rule>;

const mediaTypes = [
  "application/json",
  "application/vnd.microsoft.com.ucwa+json",
  "application/xml",
  "application/vnd.microsoft.com.ucwa+xml",
];
const retries = ["never", "after-change", "after-reading", "after-waiting", "after-signing-in", "after-rediscovery"];
const bases = ["documented", "observed", "inferred"];

function* contents({ components }: OpenApiDocument): Generator<[string, Record<string, MediaType>]> {
  for (const [name, { content }] of Object.entries({ ...components.responses, ...components.requestBodies })) {
    if (content) yield [name, content];
  }
}

/** A schema and the schemas in it. What is in `then` is for validators only. */
function* partsOf(schema: Schema): Generator<Schema> {
  yield schema;
  const { properties = {}, items, anyOf = [], additionalProperties } = schema;
  const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
  for (const part of [...Object.values(properties), ...(items ? [items] : []), ...anyOf, ...others])
    yield* partsOf(part);
}

function getExample({ components }: OpenApiDocument, name: string): Example {
  const example = components.examples[name];
  if (!example) throw new Error(`There is no example ${name} in the bundle.`);
  return example;
}

function isReason(value: unknown): value is { code: string; subcode?: string } {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/** An object documents its own properties; it needs no example as a whole. */
function hasOwnExamples(schema: Schema): boolean {
  return schema.properties !== undefined;
}
