import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The part of an OpenAPI document that the pages are made from. Everything is a component, so everything but a schema is a reference. */
export interface OpenApiDocument {
  info: { title: string; version: string; summary: string; description: string };
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

interface PathItem {
  parameters?: Reference[];
  get?: Operation;
  put?: Operation;
  post?: Operation;
  delete?: Operation;
}

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: Reference[];
  requestBody?: Reference;
  responses: Record<string, Reference>;
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
  enum?: unknown[];
  "x-extensible-enum"?: string[];
  readOnly?: boolean;
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  "x-ucwa-other-properties"?: string;
  items?: Schema;
  anyOf?: Schema[];
  examples?: unknown[];
}

export const openapiJson = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
export const openapiYaml = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.yaml"));

/** Reads the bundle. Its form is held by the lint and the tests of the spec, so only its outline is looked at here. */
export async function readDocument(): Promise<OpenApiDocument> {
  const document: unknown = JSON.parse(await readFile(openapiJson, "utf8"));
  if (!isDocument(document)) throw new Error(`${openapiJson} holds no OpenAPI document with paths and components.`);
  return document;
}

function isDocument(value: unknown): value is OpenApiDocument {
  return typeof value === "object" && value !== null && "paths" in value && "components" in value && "tags" in value;
}

/** What each response of an operation leads to, in the order of the document. */
export function linksOf({ components }: OpenApiDocument, operation: Operation): Link[] {
  return Object.values(operation.responses).flatMap((reference) =>
    Object.values(resolve(components.responses, reference).links ?? {}).map((link) => resolve(components.links, link)),
  );
}

/** The last segment of a reference: the name of the component. */
export function nameOf({ $ref }: Reference): string {
  return $ref.slice($ref.lastIndexOf("/") + 1);
}

/** The component that a reference names. Throws if there is none. */
export function resolve<T>(components: Record<string, T>, reference: Reference): T {
  const component = components[nameOf(reference)];
  if (component === undefined) throw new Error(`${reference.$ref} leads to nothing.`);
  return component;
}

export interface OperationAt {
  method: "GET" | "PUT" | "POST" | "DELETE";
  path: string;
  item: PathItem;
  operation: Operation;
}

/** Every operation of the document, in its order. */
export function operationsIn(document: OpenApiDocument): OperationAt[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    (
      [
        ["GET", item.get],
        ["PUT", item.put],
        ["POST", item.post],
        ["DELETE", item.delete],
      ] as const
    ).flatMap(([method, operation]) => (operation ? [{ method, path, item, operation }] : [])),
  );
}
