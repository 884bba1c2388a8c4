import { operations as table } from "@ucwa-meetings/spec/operations";
import type { Expectation } from "./case.ts";

/**
 * Returns what is right where the document has an error of this name for an operation, such as `PreconditionFailed`: its status and its code. Throws
 * `Error` if the document has none.
 */
export function expectError(operationId: string, ...names: string[]): Expectation {
  const errors = table.operations.find((entry) => entry.operationId === operationId)?.errors ?? [];
  const found = errors.filter(({ example }) => names.includes(example));
  const [first] = found;
  if (!first) throw new Error(`${operationId}: expected an error ${names.join(" or ")} in the document, got none.`);
  return { statuses: [...new Set(found.map(({ status }) => status))], code: first.code };
}

/** Returns what is right where an operation succeeds: the statuses of success that the document has. */
export function expectSuccess(operationId: string): Expectation {
  const entry = table.operations.find((one) => one.operationId === operationId);
  if (!entry) throw new Error(`${operationId}: expected an operation of the document, got another one.`);
  return { statuses: [...new Set([entry.success, entry.deployedSuccess])] };
}

/** Returns what is right where servers may differ: all of it. */
export function expectAny(...some: Expectation[]): Expectation {
  return { statuses: [...new Set(some.flatMap(({ statuses }) => statuses))] };
}
