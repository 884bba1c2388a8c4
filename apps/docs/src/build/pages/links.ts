import type { DocumentedError } from "@ucwa-meetings/spec/operations";
import type { OperationEntry } from "../../../../../tools/openapi/document.ts";
import { code } from "../markdown.ts";

/** Returns a link to an operation's page, by its operationId. */
export function operationLink(operationId: string): string {
  return `[${operationId}](/operations/${operationId}/)`;
}

/** Returns the URL of an operation in the Redoc page. */
export function referenceAddress({ operation }: OperationEntry): string {
  return `/reference/#tag/${operation.tags[0]}/operation/${operation.operationId}`;
}

/** Returns a link to a schema on the page of all schemas. */
export function schemaLink(name: string): string {
  return `[${name}](/schemas/#${name.toLowerCase()})`;
}

/** Returns a link to an error in the catalogue. */
export function errorLink(error: DocumentedError): string {
  return `[${code(error.subcode ?? error.code)}](/errors/#${getAnchor(error)})`;
}

/** Returns the fragment of an error's heading: its code and its subcode, if it has one. The client's messages link to it. */
export function getAnchor({ code, subcode }: Pick<DocumentedError, "code" | "subcode">): string {
  return (subcode === undefined ? code : `${code}-${subcode}`).toLowerCase();
}
