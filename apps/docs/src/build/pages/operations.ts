import { posix } from "node:path";
import { operations } from "@ucwa-meetings/spec/operations";
import {
  getLinks,
  type OpenApiDocument,
  type OperationEntry,
  operationsIn,
  type Reference,
  resolve,
} from "../../../../../tools/openapi/document.ts";
import type { Samples } from "../code-samples.ts";
import { code, codeBlock, joinBlocks, type Page, table } from "../markdown.ts";
import { formatExamples, getJsonSchemaName } from "./examples.ts";
import { errorLink, operationLink, referenceAddress, schemaLink } from "./links.ts";
import { isConditional, type RawRequests } from "./raw-request.ts";
import { propertyTable } from "./schemas.ts";
import { tabList } from "./tabs.ts";
import { toTryRequest, tryIt } from "./try-it.ts";

/** The samples of the operations: programs, and the requests as they are sent. */
interface OperationSamples {
  samples: Samples;
  raw: RawRequests;
}

/** Returns a page for each operation, with everything in the reference, readable without scripts. */
export function operationPages(document: OpenApiDocument, { samples, raw }: OperationSamples): Page[] {
  return operationsIn(document).map((at) => ({
    path: `operations/${at.operation.operationId}`,
    source: posix.join("spec", "paths", `${at.operation.tags[0]}.yaml`),
    title: at.operation.summary,
    description: `${at.method} ${at.operation.tags[0]}: parameters, bodies, examples and errors of ${at.operation.operationId}.`,
    body: joinBlocks(
      codeBlock("http wrap", `${at.method} ${at.path}`),
      at.operation.description,
      tryIt(toTryRequest(document, at, samples), { id: "try-it" }),
      `In the reference: [${at.operation.operationId}](${referenceAddress(at)}). As plain Markdown: [${at.operation.operationId}.md](/operations/${at.operation.operationId}.md).`,
      // Where there is room, the two stand beside each other.
      '<div class="request-and-response">',
      '<div class="request">',
      requestText(document, at, samplesText(document, at, { samples, raw })),
      "</div>",
      '<div class="response">',
      responsesText(document, at),
      "</div>",
      "</div>",
      nextText(document, at),
      errorsText(at),
    ),
  }));
}

function samplesText(document: OpenApiDocument, at: OperationEntry, { samples, raw }: OperationSamples): string {
  const { operationId } = at.operation;
  const tabs = (samples[operationId] ?? []).map(({ language, title, text }) => ({
    label: title,
    name: title.toLowerCase().replace(/\W+/g, "-"),
    body: codeBlock(`${language} wrap`, text, title),
  }));
  const request = codeBlock("http wrap", raw[operationId] ?? "", "HTTP");
  const body = isConditional(document, at) ? joinBlocks(request, etagText) : request;
  return joinBlocks(
    tabList("sample", "sample", [...tabs, { label: "HTTP", name: "http", body }]),
    `These samples use the mock from the [five-minute start](/start/). The mock keeps what you write to it; ${code("curl -X POST http://127.0.0.1:4010/__mock/reset")} resets it to its initial state. Run TypeScript [in a folder that has the client](/start/#5-in-typescript).`,
  );
}

const etagText =
  "This ETag is that of a mock that nobody has written to. After a write, read again and send the new one.";

function requestText(document: OpenApiDocument, at: OperationEntry, samples: string): string {
  const { components } = document;
  const { item, operation } = at;
  const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])].map((reference) =>
    resolve(components.parameters, reference),
  );
  const body = operation.requestBody && resolve(components.requestBodies, operation.requestBody);
  const schema = body && getJsonSchemaName(body.content);
  return joinBlocks(
    "## Request",
    samples,
    `Every request needs a token in ${code("Authorization: Bearer cwt=…")}; see [Authentication](/guides/authentication/).`,
    table(
      ["Parameter", "In", "Meaning", "Example"],
      parameters.map(({ name, in: place, required, description, example }) => [
        code(name),
        place,
        `${required ? "Required. " : ""}${description}`,
        code(example),
      ]),
    ),
    body && `### Request body`,
    body && `${body.description} ${mediaTypesText(Object.keys(body.content))}`,
    schema && `Schema: ${schemaLink(schema)}.`,
    schema && propertyTable(components.schemas[schema] ?? {}),
    body && formatExamples(document, body.content, "request"),
  );
}

function responsesText(document: OpenApiDocument, { operation }: OperationEntry): string {
  return joinBlocks(
    "## Responses",
    ...Object.entries(operation.responses)
      .filter(([status]) => Number(status) < 400)
      .map(([status, reference]) => responseText(document, status, reference)),
  );
}

function responseText(document: OpenApiDocument, status: string, reference: Reference): string {
  const { description, headers = {}, content = {} } = resolve(document.components.responses, reference);
  const schema = getJsonSchemaName(content);
  const headerRows = Object.entries(headers).map(([name, header]) => {
    const { description, example } = resolve(document.components.headers, header);
    return [code(name), description, code(example)];
  });
  return joinBlocks(
    `### ${status}`,
    `${description}${schema ? ` Schema: ${schemaLink(schema)}. ${mediaTypesText(Object.keys(content))}` : ""}`,
    formatExamples(document, content, `response-${status}`),
    headerRows.length > 0 ? table(["Header", "Meaning", "Example"], headerRows) : "",
    schema && propertyTable(document.components.schemas[schema] ?? {}),
  );
}

/** The document's links: which operations the response leads to, and with which of its parts. */
function nextText(document: OpenApiDocument, { operation }: OperationEntry): string {
  const links = getLinks(document, operation);
  if (links.length === 0) return "";
  return joinBlocks(
    "## What the response leads to",
    table(
      ["Operation", "Meaning", "With"],
      links.map(({ operationId, description, parameters }) => [
        operationLink(operationId),
        description,
        Object.entries(parameters)
          .map(([name, value]) => `${code(name)} = ${code(value)}`)
          .join(", "),
      ]),
    ),
  );
}

function errorsText({ operation }: OperationEntry): string {
  const errors = operations.operations.find(({ operationId }) => operationId === operation.operationId)?.errors ?? [];
  return joinBlocks(
    "## Errors",
    `The body of each error is a ${schemaLink("Reason")}.`,
    table(
      ["Status", "Error", "Meaning", "What to do"],
      errors.map((error) => [String(error.status), errorLink(error), error.summary, error.action]),
    ),
  );
}

function mediaTypesText(mediaTypes: string[]): string {
  return `Media types: ${mediaTypes.map(code).join(", ")}.`;
}
