/** The parts of a bundled OpenAPI document that the generators read. */
export interface Document {
  servers: { url: string }[];
  paths: Record<string, PathItem>;
  components: {
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    responses: Record<string, Response>;
    requestBodies: Record<string, RequestBody>;
    links: Record<string, Link>;
  };
}

export interface PathItem {
  "x-ucwa-deployed-path"?: string;
  [method: string]: unknown;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  requestBody?: Reference;
  responses: Record<string, Reference>;
}

export interface Reference {
  $ref: string;
}

export interface Response {
  description?: string;
  content?: Record<string, MediaType>;
  links?: Record<string, Reference>;
}

/** An OpenAPI link: what can be done next with what a response has. */
export interface Link {
  operationId: string;
  parameters: Record<string, string>;
  description: string;
}

export interface RequestBody {
  content: Record<string, MediaType>;
}

export interface MediaType {
  schema: Reference;
  examples: Record<string, Reference>;
}

export interface Example {
  summary: string;
  description?: string;
  "x-ucwa-error"?: { action: string; retry: string; basis: string };
  value: unknown;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  description?: string;
  examples?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  additionalProperties?: boolean | Schema;
  patternProperties?: Record<string, Schema>;
  xml?: { name?: string; namespace?: string };
  if?: Schema;
  then?: Schema;
  "x-ucwa-kind"?: "timestamp";
  /** The name of the schema that properties beside the named ones have. */
  "x-ucwa-other-properties"?: string;
  "x-extensible-enum"?: string[];
}

/** The methods that can stand in a path item. Other keys of it are not operations. */
export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** The last segment of a reference: the name of the component. */
export function nameOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

/** What stands behind a reference within the document; a schema without one is itself. Throws when nothing does. */
export function resolve(document: Document, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  let node: unknown = document;
  for (const segment of schema.$ref.replace(/^#\//, "").split("/")) {
    node = isRecord(node) ? node[segment.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  if (!isRecord(node)) throw new Error(`The reference ${schema.$ref} leads nowhere in the bundle.`);
  return resolve(document, node);
}

/** Every operation of the document with its path and method, in the order of the document. */
export function* operationsIn(
  document: Document,
): Generator<{ path: string; item: PathItem; method: string; operation: Operation }> {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      if (isOperation(operation)) yield { path, item, method, operation };
    }
  }
}

function isOperation(value: unknown): value is Operation {
  return isRecord(value) && typeof value.operationId === "string";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
