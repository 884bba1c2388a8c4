import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isDocument, type OpenApiDocument } from "../../../../tools/openapi/document.ts";

/** The files of the bundle that the spec package exports. */
export const openapiJson = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
export const openapiYaml = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.yaml"));

/** Reads the bundle. Throws if the file holds no OpenAPI document. */
export async function readDocument(): Promise<OpenApiDocument> {
  const document: unknown = JSON.parse(await readFile(openapiJson, "utf8"));
  if (!isDocument(document)) throw new Error(`${openapiJson}: expected an OpenAPI document, got something else.`);
  return document;
}
