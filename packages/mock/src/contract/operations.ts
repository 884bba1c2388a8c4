import type { getHttpOperationsFromSpec } from "@stoplight/prism-http";
import { operations } from "../../dist/generated/operations.js";

/** An operation of the document in the form that Prism computes from it, without texts for people, tags and ids of parts. */
export type HttpOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number];

/** The document's operations. They are computed when the mock is built; nothing changes them. */
export async function httpOperations(): Promise<HttpOperation[]> {
  return operations;
}
