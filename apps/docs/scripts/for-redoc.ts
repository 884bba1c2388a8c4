import { operations } from "@ucwa-meetings/spec/operations";
import { type OpenApiDocument, operationsIn } from "./document.ts";
import { anchorOf } from "./pages/links.ts";

/**
 * A copy of the document for the Redoc page:
 *
 * - Each operation's description ends in links to its errors in the catalogue. They cannot stand with the answers: Redoc makes a button of
 *   an answer's description.
 * - Ways to sign in that differ in their scopes only are one. Redoc shows no scopes of a bearer token, so they would be "webTicket or webTicket".
 */
export function forRedoc(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  for (const { operation } of operationsIn(copy)) {
    const { errors = [] } =
      operations.operations.find(({ operationId }) => operationId === operation.operationId) ?? {};
    const links = errors.map((error) => `[${error.subcode ?? error.code}](../errors/#${anchorOf(error)})`);
    operation.description += `\n\nErrors, with cause and remedy: ${links.join(", ")}.`;
    if (operation.security) operation.security = byScheme(operation.security);
  }
  return copy;
}

function byScheme(security: Record<string, string[]>[]): Record<string, string[]>[] {
  const schemes = new Map(security.map((requirement) => [Object.keys(requirement).sort().join(), requirement]));
  return [...schemes.values()];
}
