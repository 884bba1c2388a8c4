import { operations } from "@ucwa-meetings/spec/operations";
import { getLinks, type OpenApiDocument, type Operation, operationsIn } from "../../../../tools/openapi/document.ts";
import { getAnchor } from "./pages/links.ts";

/**
 * A copy of the document for the Redoc page. Each operation's description ends in what can be done next, which Redoc does not show, and in
 * links to its errors in the catalogue. They cannot stand with the answers: Redoc makes a button of an answer's description.
 */
export function toRedocDocument(document: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(document);
  // Every error has this body. Its properties stand on the page of schemas, and not once more with each error.
  copy.components.schemas.Reason = { type: "object", description: "See [Reason](../schemas/#reason)." };
  for (const { operation } of operationsIn(copy)) {
    const { errors = [] } =
      operations.operations.find(({ operationId }) => operationId === operation.operationId) ?? {};
    const links = errors.map((error) => `[${error.subcode ?? error.code}](../errors/#${getAnchor(error)})`);
    operation.description += `${nextText(copy, operation)}\n\nErrors, with cause and remedy: ${links.join(", ")}.`;
  }
  return copy;
}

function nextText(document: OpenApiDocument, operation: Operation): string {
  const links = getLinks(document, operation);
  if (links.length === 0) return "";
  return `\n\nWhat the response leads to:\n\n${links.map(({ operationId, description }) => `- \`${operationId}\`: ${description}`).join("\n")}`;
}
