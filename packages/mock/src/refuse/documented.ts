import { isObject } from "../guard.ts";
import { essence } from "../negotiate/negotiate.ts";
import type { HttpOperation } from "../prism/operations.ts";

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
