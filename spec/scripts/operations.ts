import {
  getRefName,
  type MediaType,
  type OpenApiDocument,
  type Operation,
  operationsIn,
  type Reference,
} from "../../tools/openapi/document.ts";
import type { DocumentedError, Operations } from "./operations.model.ts";

/** Returns the operations of the document, each with the errors in its examples. */
export function buildOperations(document: OpenApiDocument): Operations {
  return {
    prefixes: document.servers.map(({ url }) => url.replace(/^https?:\/\/[^/]+/, "")),
    operations: operationsIn(document).map(({ path, item, method, operation }) => ({
      operationId: operation.operationId,
      method,
      path,
      deployedPath: item["x-ucwa-deployed-path"] ?? path,
      resource: operation.tags[0] ?? "",
      summary: operation.summary,
      ...getSuccesses(operation),
      errors: Object.entries(operation.responses)
        .filter(([status]) => Number(status) >= 400)
        .flatMap(([status, response]) => listErrors(document, Number(status), response)),
    })),
  };
}

/** The status that the page has, and the one that deployed servers have. */
function getSuccesses(operation: Operation): { success: number; deployedSuccess: number } {
  const statuses = Object.keys(operation.responses).map(Number);
  const deployed = operation["x-ucwa-deployed-status"];
  const success = statuses.find((status) => status < 300 && status !== deployed);
  if (success === undefined || !statuses.includes(deployed ?? success)) {
    throw new Error(`The operation ${operation.operationId} needs a response for each status of its success.`);
  }
  return { success, deployedSuccess: deployed ?? success };
}

function listErrors(document: OpenApiDocument, status: number, response: Reference): DocumentedError[] {
  const json: MediaType | undefined =
    document.components.responses[getRefName(response)]?.content?.["application/json"];
  return Object.entries(json?.examples ?? {}).map(([example, reference]) => {
    const {
      summary,
      description,
      value,
      "x-ucwa-error": error,
    } = document.components.examples[getRefName(reference)] ?? {};
    if (!isReason(value) || !error || !summary || !description) {
      throw new Error(
        `${reference.$ref}: expected a summary, a description, x-ucwa-error and a value with a code, got less.`,
      );
    }
    const { code, subcode } = value;
    return {
      status,
      code,
      ...(subcode === undefined ? {} : { subcode }),
      example,
      summary,
      cause: description,
      ...error,
    };
  });
}

function isReason(value: unknown): value is { code: string; subcode?: string } {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}
