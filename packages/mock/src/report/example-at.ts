import type { HttpOperation } from "../prism/operations.ts";
import { show } from "../validate-input/show.ts";
import { valueAt } from "../validate-input/value-at.ts";

/** What the document's example has at a place of a request, or of an answer with that status, as JSON; empty where it has nothing there. */
export function exampleAt(
  operation: HttpOperation,
  side: "request" | "response",
  status: number,
  pointer: string,
): string {
  const response = operation.responses.find(({ code }) => code === String(status));
  const contents = (side === "request" ? operation.request?.body?.contents : response?.contents) ?? [];
  const headers = (side === "request" ? operation.request?.headers : response?.headers) ?? [];
  const examples = pointer.startsWith("header ")
    ? headers.find(({ name }) => `header ${name.toLowerCase()}` === pointer)?.examples
    : contents.find(({ mediaType }) => mediaType === "application/json")?.examples;
  const steps = pointer.split("/").slice(1);
  const values = (examples ?? []).flatMap((one) => ("value" in one ? [valueAt(one.value, steps)] : []));
  const example = values.find((value) => value !== undefined);
  return example === undefined ? "" : show(example);
}
