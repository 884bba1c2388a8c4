import { operations } from "@ucwa-meetings/spec/operations";
import { readBody, toContractRequest } from "../contract/contract-request.ts";
import { type ExampleSelection, selectExample } from "../contract/example.ts";
import { readLocalTimes } from "../contract/local-time.ts";
import { negotiate, requireAcceptable, serialize } from "../contract/negotiation.ts";
import {
  type ContractRequest,
  type OperationResult,
  pickExample,
  validateRequest,
  validateResponse,
} from "../contract/prism.ts";
import type { DecodedBody } from "../contract/read-body.ts";
import type { Violation } from "../contract/violations.ts";
import { limitViolations, violationHeaders } from "../contract/violations.ts";
import type { Handler } from "../http/handler.ts";
import type { MockResponse } from "../http/response.ts";
import { isObject } from "../http/text.ts";
import type { Context } from "../resources/context.ts";
import { runOperation } from "../resources/run-operation.ts";
import { moveLinks } from "./move-links.ts";
import { rejectInvalid } from "./rejection.ts";

/**
 * Creates the last handler, which runs the operation. It reads the body and chooses the representation, and Prism validates the request. The
 * result comes from the store, or from Prism's choice of an example. Prism validates the response too. Throws `HttpError` for an invalid request.
 */
export function handleOperation({ isStateful }: { isStateful: boolean }): Handler<Context> {
  return async (context): Promise<MockResponse> => {
    const { operation, prefer, request, route, state } = context;
    if (!operation) throw new Error("handleOperation: expected a request that was routed, got another one.");
    const body = readLocalTimes(readBody(operation, request, route), route.resource ?? "", state.switches);
    const selection = selectExample(operation, prefer, state.switches);
    const example = selection && "example" in selection ? selection.example : undefined;
    const negotiation = negotiate(request.headers.accept, operation, example?.code);
    const contractRequest = toContractRequest(operation, request, route, body);

    const violations = validateRequest(contractRequest);
    context.violations = { request: limitViolations(withBodyError(violations, body)), response: [] };
    rejectInvalid(request, body, violations);
    const mediaType = requireAcceptable(request.headers.accept, negotiation);

    const result = await findResult(context, contractRequest, mediaType, selection, isStateful);
    const response = serialize(result, mediaType === "*/*" ? "application/json" : mediaType, state.switches);
    context.violations.response = limitViolations(validateResponse(operation, result));
    return { ...response, headers: { ...response.headers, ...violationHeaders(context.violations) } };
  };
}

/** Returns the violations, with the reason why the body could not be read in place of Prism's "body is missing". */
function withBodyError(violations: Violation[], body: DecodedBody): Violation[] {
  if (!("error" in body)) return violations;
  const { error, part } = body;
  const violation: Violation = { path: part, code: String(error.status), severity: "error", message: error.message };
  return [...violations.filter(({ path, code }) => (path[0] ?? "body") !== "body" || code === "401"), violation];
}

async function findResult(
  context: Context,
  contractRequest: ContractRequest,
  mediaType: string,
  selection: ExampleSelection | undefined,
  isStateful: boolean,
): Promise<OperationResult> {
  if (selection && "error" in selection) throw selection.error;
  // By itself, Prism takes the lowest successful status.
  const code = findPublishedStatus(context.operation?.iid);
  if (selection || !isStateful) {
    const example = await pickExample(contractRequest, { mediaType, ...(code && { code }), ...selection?.example });
    return moveLinks(example, context.base);
  }
  const input = isObject(contractRequest.body) ? contractRequest.body : {};
  return runOperation({ ...context, input });
}

/** Returns the successful status that the published page of an operation states. */
function findPublishedStatus(operationId: string | undefined): number | undefined {
  return operations.operations.find((entry) => entry.operationId === operationId)?.success;
}
