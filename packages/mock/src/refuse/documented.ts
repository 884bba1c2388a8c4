import { essence } from "../negotiate/negotiate.ts";
import type { HttpOperation } from "../prism/operations.ts";

/** One example of the document, with the headers that the document gives its response. */
export interface Documented {
  status: number;
  headers: Record<string, string>;
  /** By media type; a string where the media type is not a JSON one. */
  bodies: Map<string, unknown>;
}

/**
 * The document's example of a status, by name, or the first of the status where there is none of that name. Undefined where none of
 * the operations has the status. More than one operation is to be given only where a request belongs to none in particular.
 */
export function documented(operations: HttpOperation[], status: number, name?: string): Documented | undefined {
  for (const operation of operations) {
    const response = operation.responses.find(({ code }) => code === String(status));
    if (!response) continue;
    const bodies = new Map<string, unknown>();
    for (const { mediaType, examples = [] } of response.contents ?? []) {
      const example = examples.find(({ key }) => key === name) ?? examples[0];
      if (example && "value" in example) bodies.set(essence(mediaType), example.value);
    }
    return { status, headers: exampleHeaders(response.headers ?? []), bodies };
  }
  return undefined;
}

type Headers = NonNullable<HttpOperation["responses"][number]["headers"]>;

function exampleHeaders(headers: Headers): Record<string, string> {
  const examples: Record<string, string> = {};
  for (const { name, examples: [first] = [] } of headers) {
    if (first && "value" in first) examples[name] = String(first.value);
  }
  return examples;
}
