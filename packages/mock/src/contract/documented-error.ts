import { replaceInvalidChars } from "@ucwa-meetings/xml";
import { chooseMediaType, essence } from "../http/media-type.ts";
import type { MockResponse } from "../http/response.ts";
import { isObject, shorten } from "../http/text.ts";
import type { HttpError } from "./http-error.ts";
import { serialize } from "./negotiation.ts";
import type { HttpOperation } from "./operations.ts";
import type { OperationResult } from "./prism.ts";
import type { Switches } from "./switches.ts";

/** One error of the document, with the headers that the document gives its response. */
export interface DocumentedError {
  headers: Record<string, string>;
  /** The media types of its response. */
  mediaTypes: string[];
  reason: Record<string, unknown>;
  /** The page that a web server sends instead, if the document has one. */
  html?: string;
}

type Response = HttpOperation["responses"][number];

/** Finds the document's error of a status and name; the first error of the status if none has the name. Earlier operations have priority. */
export function findDocumentedError(
  operations: HttpOperation[],
  status: number,
  name: string,
): DocumentedError | undefined {
  const responses = operations.flatMap((operation) =>
    operation.responses.filter(({ code }) => code === String(status)),
  );
  const named = responses.find((response) => findExample(response, "application/json", name) !== undefined);
  const response = named ?? responses[0];
  if (!response) return undefined;
  const json = findExample(response, "application/json", name) ?? findExample(response, "application/json");
  const html = findExample(response, "text/html");
  return {
    headers: exampleHeaders(response),
    mediaTypes: (response.contents ?? []).map(({ mediaType }) => essence(mediaType)),
    reason: isObject(json) ? json : {},
    ...(typeof html === "string" && { html }),
  };
}

function findExample({ contents = [] }: Response, mediaType: string, name?: string): unknown {
  const content = contents.find((candidate) => essence(candidate.mediaType) === mediaType);
  const example = content?.examples?.find(({ key }) => name === undefined || key === name);
  return example && "value" in example ? example.value : undefined;
}

function exampleHeaders({ headers = [] }: Response): Record<string, string> {
  const examples: Record<string, string> = {};
  for (const { name, examples: [first] = [] } of headers) {
    if (first && "value" in first) examples[name] = String(first.value);
  }
  return examples;
}

/** The document's error in the JSON representation, with what else the document says about it. */
export interface ErrorResult {
  error: HttpError;
  result: OperationResult;
  documented: DocumentedError | undefined;
}

// Enough for fifty violations.
const maxMessageLength = 30_000;

/** Finds the document's error for an error that was thrown, and adds its message and details. Earlier operations have priority. */
export function documentError(operations: HttpOperation[], error: HttpError): ErrorResult {
  const { status, example, options } = error;
  const { parameters, headers, code, subcode, documentedStatus = status, ownHeadersOnly = false } = options;
  const documented = findDocumentedError(operations, documentedStatus, example);
  const { parameters: sample, ...reason } = documented?.reason ?? { code: example };
  const body = {
    ...reason,
    ...(code !== undefined && { code, subcode }),
    // A message may quote characters that XML does not have.
    message: replaceInvalidChars(shorten(error.message, maxMessageLength)),
    ...(parameters && { parameters: parameters.map(toXmlParameter) }),
  };
  const sampleHeaders = ownHeadersOnly ? {} : documented?.headers;
  const all = { ...sampleHeaders, ...headers, "Content-type": "application/json" };
  return { error, result: { status, headers: all, body }, documented };
}

function toXmlParameter({ name, reason }: { name: string; reason: string }) {
  return { name: replaceInvalidChars(name), reason: replaceInvalidChars(reason) };
}

/** Writes an error in the representation that the request accepts, or in JSON if it accepts none. */
export function renderError(
  { error, result, documented }: ErrorResult,
  accept: string | undefined,
  switches: Switches,
): MockResponse {
  const mediaType = chooseMediaType(accept, documented?.mediaTypes ?? []) ?? "application/json";
  // What is about the mock itself, no server has said.
  const chosen: Switches = error.options.ownHeadersOnly
    ? { ...switches, unauthorized: "reason", challenges: "one" }
    : switches;
  const asHtml = mediaType === "text/html" || (error.status === 401 && chosen.unauthorized === "html");
  if (!asHtml || documented?.html === undefined) return serialize(result, mediaType, chosen);
  const headers = { ...result.headers, "Content-type": "text/html" };
  return serialize({ ...result, headers, body: documented.html }, mediaType, chosen);
}
