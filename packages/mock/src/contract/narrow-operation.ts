import type { HttpOperation } from "./operations.ts";

const narrowedOperations = new WeakMap<HttpOperation, Map<number, HttpOperation>>();

/**
 * An operation with the one response that a status has; the whole operation where no response is for this status alone. Prism would pick
 * the same one, after it has made a regular expression of each. The same operation and status give the same result.
 */
export function narrowToStatus(operation: HttpOperation, status: number): HttpOperation {
  const known = narrowedOperations.get(operation) ?? new Map<number, HttpOperation>();
  narrowedOperations.set(operation, known);
  const found = known.get(status);
  if (found) return found;
  const response = operation.responses.find(({ code }) => code === String(status));
  const result = response ? { ...operation, responses: [response] } : operation;
  known.set(status, result);
  return result;
}

type Schema = NonNullable<NonNullable<NonNullable<HttpOperation["request"]>["headers"]>[number]["schema"]>;

/** What says nothing about which values are right. */
const annotations = ["$schema", "description", "examples", "title", "x-stoplight"];

const constrainedOperations = new WeakMap<HttpOperation, HttpOperation>();

/**
 * An operation without the headers and path parameters that may be any text: nothing can be wrong with them, and Prism spends a third of
 * its time on finding that out. The same operation gives the same result, since Prism compiles a schema once for each object.
 */
export function dropUnconstrainedParameters(operation: HttpOperation): HttpOperation {
  const known = constrainedOperations.get(operation);
  if (known) return known;
  const { request = {}, responses } = operation;
  const { headers = [], path = [], ...rest } = request;
  const constrained: HttpOperation = {
    ...operation,
    request: {
      ...rest,
      headers: headers.filter(isConstrainedHeader),
      ...(path.some(isConstrainedPart) && { path }),
    },
    responses: responses.map((response) => ({
      ...response,
      headers: (response.headers ?? []).filter(isConstrainedHeader),
    })),
  };
  constrainedOperations.set(operation, constrained);
  return constrained;
}

/** A header that has to be there, or whose text has to be of some form. */
function isConstrainedHeader({ schema, required = false }: { schema?: Schema; required?: boolean }): boolean {
  return required || !isFreeText(schema);
}

/** A part of the path, which is always there and, since the route was found, not empty. */
function isConstrainedPart({ schema }: { schema?: Schema }): boolean {
  const { minLength, ...rest } = schema ?? {};
  return !isFreeText(rest) || (minLength !== undefined && minLength > 1);
}

function isFreeText(schema: Schema = {}): boolean {
  const keywords = Object.keys(schema).filter((key) => !annotations.includes(key));
  return keywords.join() === "type" && schema.type === "string";
}
