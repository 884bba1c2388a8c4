import { isRecord } from "./is-record.ts";

/** The bundled OpenAPI document, as far as the generators and the site read it. All but schemas are components, named by references. */
export interface OpenApiDocument {
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, PathItem>;
  components: {
    parameters: Record<string, Parameter>;
    headers: Record<string, Header>;
    schemas: Record<string, Schema>;
    examples: Record<string, Example>;
    responses: Record<string, Response>;
    requestBodies: Record<string, RequestBody>;
    links: Record<string, Link>;
    securitySchemes: Record<string, { description: string }>;
  };
}

export interface Reference {
  $ref: string;
}

export interface PathItem {
  "x-ucwa-deployed-path"?: string;
  parameters?: Reference[];
  [method: string]: unknown;
}

export interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: Reference[];
  requestBody?: Reference;
  responses: Record<string, Reference>;
  /** The status of success on deployed servers, where the page has another. */
  "x-ucwa-deployed-status"?: number;
}

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description: string;
  example: string;
}

interface Header {
  description: string;
  example: string;
}

export interface Example {
  summary: string;
  description?: string;
  "x-ucwa-error"?: { action: string; retry: string; basis: string };
  value: unknown;
}

export interface MediaType {
  schema: Reference;
  examples: Record<string, Reference>;
}

interface Response {
  description: string;
  headers?: Record<string, Reference>;
  content?: Record<string, MediaType>;
  links?: Record<string, Reference>;
}

/** What can be done next with what a response has. */
export interface Link {
  operationId: string;
  parameters: Record<string, string>;
  description: string;
}

interface RequestBody {
  description: string;
  content: Record<string, MediaType>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  const?: unknown;
  enum?: string[];
  examples?: unknown[];
  readOnly?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  if?: Schema;
  then?: Schema;
  items?: Schema;
  anyOf?: Schema[];
  xml?: { name?: string; namespace?: string };
  "x-ucwa-kind"?: "timestamp";
  /** The name of the schema that properties beside the named ones have. */
  "x-ucwa-other-properties"?: string;
  "x-extensible-enum"?: string[];
}

/** An operation with its place in the document. */
export interface OperationEntry {
  method: string;
  path: string;
  item: PathItem;
  operation: Operation;
}

/** Whether a value is an OpenAPI document. The lint and the tests of the spec hold its form, so this looks at the outline only. */
export function isDocument(value: unknown): value is OpenApiDocument {
  return isRecord(value) && ["paths", "components", "tags"].every((key) => key in value);
}

/** The last segment of a reference: the name of the component. */
export function getRefName({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

/**
 * The component that a reference names.
 *
 * @throws Error where there is none
 */
export function resolve<Component>(components: Record<string, Component>, reference: Reference): Component {
  const component = components[getRefName(reference)];
  if (component === undefined) throw new Error(`${reference.$ref}: expected a component of the document, got nothing.`);
  return component;
}

/**
 * The schema that a schema refers to, also inside another schema; itself where it refers to none.
 *
 * @throws Error where the reference leads to nothing
 */
export function resolveSchema(document: OpenApiDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  let node: unknown = document;
  for (const segment of schema.$ref.replace(/^#\//, "").split("/")) {
    node = isRecord(node) ? node[segment.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  if (!isRecord(node)) throw new Error(`${schema.$ref}: expected a schema of the document, got nothing.`);
  return resolveSchema(document, node);
}

/** What each response of an operation leads to, in the order of the document. */
export function getLinks({ components }: OpenApiDocument, operation: Operation): Link[] {
  return Object.values(operation.responses).flatMap((reference) =>
    Object.values(resolve(components.responses, reference).links ?? {}).map((link) => resolve(components.links, link)),
  );
}

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** Every operation of the document, in its order. Methods are in upper case. */
export function operationsIn({ paths }: OpenApiDocument): OperationEntry[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return isOperation(operation) ? [{ method: method.toUpperCase(), path, item, operation }] : [];
    }),
  );
}

function isOperation(value: unknown): value is Operation {
  return isRecord(value) && typeof value.operationId === "string";
}
