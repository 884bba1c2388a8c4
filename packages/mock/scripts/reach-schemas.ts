import { dropUnconstrainedParameters, narrowToStatus } from "../src/contract/narrow-operation.ts";
import type { HttpOperation } from "../src/contract/operations.ts";
import type { validateInput, validateOutput } from "../src/contract/prism-parts.ts";

/** The two functions of Prism that validate against schemas. */
interface Validation {
  validateInput: typeof validateInput;
  validateOutput: typeof validateOutput;
}

/**
 * Has Prism validate a message of each kind that the operations describe, so that it reaches each schema that it reaches in a running mock.
 * Throws what the validation throws.
 */
export function reachSchemas(operations: HttpOperation[], { validateInput, validateOutput }: Validation): void {
  for (const operation of operations) {
    const resource = dropUnconstrainedParameters(operation);
    for (const mediaType of mediaTypes(operation.request?.body?.contents)) {
      const headers = { "content-type": mediaType, "content-length": "1" };
      const url = { path: operation.path, query: {} };
      validateInput({ resource, element: { method: "get", url, headers, body: {} } });
    }
    for (const { code, contents } of operation.responses) {
      const statusCode = Number(code);
      for (const mediaType of mediaTypes(contents)) {
        const element = { statusCode, headers: { "content-type": mediaType }, body: {} };
        validateOutput({ resource: narrowToStatus(resource, statusCode), element });
      }
    }
  }
}

/** The media types of a message, and one for a message without a body. */
function mediaTypes(contents: readonly { mediaType: string }[] = []): string[] {
  return contents.length > 0 ? contents.map(({ mediaType }) => mediaType) : ["application/json"];
}
