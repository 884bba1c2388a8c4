import type { DocumentedError } from "@ucwa-meetings/spec/operations";
import type { OperationEntry } from "../../../../../tools/openapi/document.ts";
import { code } from "../markdown.ts";

/** A link to an operation's page, by its operationId. */
export function operationLink(operationId: string): string {
  return `[${operationId}](/operations/${operationId}/)`;
}

/** The address of an operation in the Redoc page. */
export function referenceAddress({ operation }: OperationEntry): string {
  return `/reference/#tag/${operation.tags[0]}/operation/${operation.operationId}`;
}

/** A link to a schema's heading on the page of all schemas. */
export function schemaLink(name: string): string {
  return `[${name}](/schemas/#${name.toLowerCase()})`;
}

/** A link to where the catalogue describes an error. */
export function errorLink(error: DocumentedError): string {
  return `[${code(error.subcode ?? error.code)}](/errors/#${anchorOf(error)})`;
}

/** The fragment of an error's heading: its code and, where there is one, its subcode. The client's messages link to it. */
export function anchorOf({ code, subcode }: Pick<DocumentedError, "code" | "subcode">): string {
  return (subcode === undefined ? code : `${code}-${subcode}`).toLowerCase();
}
