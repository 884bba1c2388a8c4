import type { HttpOperation } from "./operations.ts";

const narrowedOperations = new WeakMap<HttpOperation, Map<number, HttpOperation>>();

/**
 * Returns an operation with only the response of a status; the whole operation if no response is for this status alone. Prism would pick
 * the same response, but would first make a regular expression for each. The same operation and status return the same object.
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

/** Keywords of a schema that do not constrain its values. */
const annotations = ["$schema", "description", "examples", "title", "x-stoplight"];

const constrainedOperations = new WeakMap<HttpOperation, HttpOperation>();

/**
 * Returns an operation without the headers and path parameters that may be any text. They are always valid, and Prism would spend a third of
 * its time on validating them. The same operation returns the same object, because Prism compiles a schema once for each object.
 */
export function dropUnconstrainedParameters(operation: HttpOperation): HttpOperation {
  const known = constrainedOperations.get(operation);
  if (known) return known;
  const { request = {}, responses } = operation;
  const { headers = [], path = [], query = [], ...rest } = request;
  const constrained: HttpOperation = {
    ...operation,
    request: {
      ...rest,
      headers: headers.filter(isConstrainedHeader),
      ...(path.some(isConstrainedPart) && { path }),
      ...(query.length > 0 && { query }),
    },
    responses: responses.map((response) => ({
      ...response,
      headers: (response.headers ?? []).filter(isConstrainedHeader),
    })),
  };
  constrainedOperations.set(operation, constrained);
  return constrained;
}

const headerlessOperations = new WeakMap<HttpOperation, HttpOperation>();

/**
 * Returns an operation without the headers of its request, if they are all optional and a request has none of them. Few requests have one, and
 * Prism would put an object together to validate none. The same operation returns the same object.
 */
export function dropAbsentHeaders(operation: HttpOperation, present: Record<string, string>): HttpOperation {
  const { headers: described = [], ...request } = operation.request ?? {};
  if (described.some(({ name, required }) => required || present[name.toLowerCase()] !== undefined)) return operation;
  const known = headerlessOperations.get(operation);
  if (known) return known;
  const headerless = { ...operation, request };
  headerlessOperations.set(operation, headerless);
  return headerless;
}

/** Whether a header is required, or must have some form. */
function isConstrainedHeader({ schema, required = false }: { schema?: Schema; required?: boolean }): boolean {
  return required || !isFreeText(schema);
}

/** Whether a path parameter must have some form. It is always present and not empty, because the path matched the route. */
function isConstrainedPart({ schema }: { schema?: Schema }): boolean {
  const { minLength, ...rest } = schema ?? {};
  return !isFreeText(rest) || (minLength !== undefined && minLength > 1);
}

function isFreeText(schema: Schema = {}): boolean {
  const keywords = Object.keys(schema).filter((key) => !annotations.includes(key));
  return keywords.join() === "type" && schema.type === "string";
}
