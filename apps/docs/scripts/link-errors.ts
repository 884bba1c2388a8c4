import { operations } from "@ucwa-meetings/spec/operations";
import { type OpenApiDocument, operationsIn } from "./document.ts";
import { anchorOf } from "./pages/links.ts";

/**
 * A copy of the document in which each operation's description ends in links to its errors in the catalogue, as seen from the Redoc page.
 * They cannot stand with the answers: Redoc makes a button of an answer's description.
 */
export function withErrorLinks(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { operation } of operationsIn(copy)) {
    const { errors = [] } =
      operations.operations.find(({ operationId }) => operationId === operation.operationId) ?? {};
    const links = errors.map((error) => `[${error.subcode ?? error.code}](../errors/#${anchorOf(error)})`);
    operation.description += `\n\nErrors, with cause and remedy: ${links.join(", ")}.`;
  }
  return copy;
}
