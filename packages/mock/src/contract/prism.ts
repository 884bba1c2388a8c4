/** Prism without its server: its validators and its choice of examples as functions. */
import {
  loadGenerator,
  logger,
  mocker,
  validateInput,
  validateOutput,
  validateSecurity,
} from "../../dist/generated/prism.js";
import { mergeAlternatives } from "./alternatives.ts";
import { HttpError } from "./http-error.ts";
import { dropAbsentHeaders, dropUnconstrainedParameters, narrowToStatus } from "./narrow-operation.ts";
import type { HttpOperation } from "./operations.ts";
import type { Violation } from "./violations.ts";

/** A request in the form that Prism validates: with the document's path, and its body in the JSON representation. */
export interface ContractRequest {
  operation: HttpOperation;
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: Record<string, string>;
  body?: unknown;
}

/** The result of an operation. The body is in the JSON representation, or a text that is sent unchanged. */
export interface OperationResult {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

/** The example that a request prefers, and its media type. */
export interface PrismMockOptions {
  mediaType: string;
  code?: number;
  exampleKey?: string;
  dynamic?: boolean;
}

type PrismRequest = Parameters<typeof validateInput>[0]["element"];
type Diagnostic = { path?: string[]; message: string; code?: string | number; severity: number };

/** Returns the violations of a request: of its token, its parameters and its body. */
export function validateRequest(request: ContractRequest): Violation[] {
  const resource = dropAbsentHeaders(dropUnconstrainedParameters(request.operation), request.headers);
  const element = toPrismRequest(request);
  const results = [validateSecurity({ resource, element }), validateInput({ resource, element })];
  return toViolations(results.flatMap((result) => (result._tag === "Left" ? result.left : [])));
}

/** Returns the violations of a response. */
export function validateResponse(operation: HttpOperation, { status, headers, body }: OperationResult): Violation[] {
  const resource = narrowToStatus(dropUnconstrainedParameters(operation), status);
  const result = validateOutput({ resource, element: { statusCode: status, headers, body } });
  return result._tag === "Left" ? toViolations(result.left) : [];
}

/**
 * Has Prism choose the document's example for a valid request. Throws Prism's error if there is no such example, and `HttpError` with 400 for
 * `dynamic` where the runtime cannot load the generator of values.
 */
export async function pickExample(request: ContractRequest, options: PrismMockOptions): Promise<OperationResult> {
  const { mediaType, dynamic = false, ...choice } = options;
  if (dynamic && !(await loadGenerator())) {
    throw new HttpError(
      400,
      "BadRequest",
      "Prefer: dynamic: expected false where the mock runs without Node, got true.",
    );
  }
  const config = { dynamic, mediaTypes: [mediaType], ...choice };
  const input = { data: toPrismRequest(request), validations: [] };
  const result = mocker.default({ resource: request.operation, input, config })(logger);
  if (result._tag === "Left") throw result.left;
  const { statusCode, headers = {}, body } = result.right;
  return { status: statusCode, headers, body };
}

function toPrismRequest({ method, path, query, headers, body }: ContractRequest): PrismRequest {
  const lower = method.toLowerCase();
  if (!isMethod(lower)) throw new Error(`The method: expected one of an operation, got ${method}.`);
  return { method: lower, url: { path, query }, headers, body };
}

function toViolations(diagnostics: readonly Diagnostic[]): Violation[] {
  return mergeAlternatives(diagnostics.map(toViolation));
}

function toViolation({ path = [], message, code = "", severity }: Diagnostic): Violation {
  return { path, message, code: String(code), severity: severity === 0 ? "error" : "warning" };
}

function isMethod(method: string): method is PrismRequest["method"] {
  return ["get", "put", "post", "delete", "options", "head", "patch", "trace"].includes(method);
}
