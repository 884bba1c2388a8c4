import { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import document from "@ucwa-meetings/spec/openapi.json" with { type: "json" };

/** An operation of the document in the form that Prism computes from it. */
export type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

let computed: Promise<HttpOperation[]> | undefined;

/** The document's operations. They are computed once in a process, since nothing changes them. */
export function httpOperations(): Promise<HttpOperation[]> {
  computed ??= getHttpOperationsFromSpec(document);
  return computed;
}
