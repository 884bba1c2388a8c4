import { essence, negotiate } from "../http/media-type.ts";
import { isObject, shorten } from "../http/text.ts";
import type { Received } from "../server/read-request.ts";
import type { HttpOperation } from "./operations.ts";
import type { EngineResponse } from "./prism.ts";
import { encode, type Written } from "./representation.ts";
import type { Switches } from "./switches.ts";

/** One error of the document, with the headers that the document gives its response. */
export interface Documented {
  headers: Record<string, string>;
  /** The media types that it comes in. */
  mediaTypes: string[];
  reason: Record<string, unknown>;
  /** The page that a web server sends in its place, where the document has one. */
  html?: string;
}

type Response = HttpOperation["responses"][number];

/** The document's error of that status and name; the first of the status where none has the name. The earlier operations come first. */
export function documented(operations: HttpOperation[], status: number, name: string): Documented | undefined {
  const responses = operations.flatMap((one) => one.responses.filter(({ code }) => code === String(status)));
  const named = responses.find((response) => exampleOf(response, "application/json", name) !== undefined);
  const response = named ?? responses[0];
  if (!response) return undefined;
  const json = exampleOf(response, "application/json", name) ?? exampleOf(response, "application/json");
  const html = exampleOf(response, "text/html");
  return {
    headers: exampleHeaders(response),
    mediaTypes: (response.contents ?? []).map(({ mediaType }) => essence(mediaType)),
    reason: isObject(json) ? json : {},
    ...(typeof html === "string" && { html }),
  };
}

function exampleOf({ contents = [] }: Response, mediaType: string, name?: string): unknown {
  const content = contents.find((one) => essence(one.mediaType) === mediaType);
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

/** Why a request is refused. `name` is the document's example for it; the rest says what the example cannot know. */
export interface Refusal {
  status: number;
  name: string;
  message: string;
  parameters?: { name: string; reason: string }[];
  headers?: Record<string, string>;
  /** Where code and subcode are to be others than the example's. */
  code?: string;
  subcode?: string;
}

/** The document's error for a refusal, in the JSON representation, and what else the document says of it. */
export function refuse(
  operations: HttpOperation[],
  refusal: Refusal,
): { response: EngineResponse; error?: Documented } {
  const { status, name, message, parameters, headers, code, subcode } = refusal;
  const error = documented(operations, status, name);
  const { parameters: sample, ...reason } = error?.reason ?? { code: name };
  const other = code === undefined ? {} : { code, subcode };
  const body = {
    ...reason,
    ...other,
    message: printable(shorten(message, longestMessage)),
    ...(parameters && { parameters: parameters.map(printableParameter) }),
  };
  const all = { ...error?.headers, ...headers, "Content-type": "application/json" };
  return { response: { status, headers: all, body }, ...(error && { error }) };
}

// Enough for fifty violations.
const longestMessage = 30_000;

// Messages say what came, and what came may have characters that XML has no way to say.
function printable(text: string): string {
  return text.replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\ufffd");
}

function printableParameter({ name, reason }: { name: string; reason: string }) {
  return { name: printable(name), reason: printable(reason) };
}

/** The document's error for a refusal, in the representation that the request accepts, and in JSON where it accepts none. */
export function writeRefusal(
  operations: HttpOperation[],
  operation: HttpOperation | undefined,
  refusal: Refusal,
  { headers: { accept } }: Received,
  switches: Switches,
): Written {
  const { response, error } = refuse(operation ? [operation, ...operations] : operations, refusal);
  const mediaType = negotiate(accept, error?.mediaTypes ?? []) ?? "application/json";
  const asHtml = mediaType === "text/html" || (refusal.status === 401 && switches.unauthorized === "html");
  if (!asHtml || error?.html === undefined) return encode(response, mediaType, switches);
  const headers = { ...response.headers, "Content-type": "text/html" };
  return encode({ ...response, headers, body: error.html }, mediaType, switches);
}
