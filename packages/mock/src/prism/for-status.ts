import type { HttpOperation } from "./operations.ts";

const narrowed = new WeakMap<HttpOperation, Map<number, HttpOperation>>();

/**
 * An operation with the one response that a status has; the whole operation where no response is for this status alone. Prism would pick
 * the same one, after it has made a regular expression of each. The same operation and status give the same result.
 */
export function forStatus(operation: HttpOperation, status: number): HttpOperation {
  const known = narrowed.get(operation) ?? new Map<number, HttpOperation>();
  narrowed.set(operation, known);
  const found = known.get(status);
  if (found) return found;
  const response = operation.responses.find(({ code }) => code === String(status));
  const result = response ? { ...operation, responses: [response] } : operation;
  known.set(status, result);
  return result;
}
