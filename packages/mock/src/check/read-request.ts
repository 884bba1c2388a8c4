import { readBody, toContractRequest } from "../contract/contract-request.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { type ContractRequest, validateRequest } from "../contract/prism.ts";
import type { DecodedBody } from "../contract/read-body.ts";
import type { Route } from "../contract/route.ts";
import type { Violation } from "../contract/violations.ts";
import type { MockRequest } from "../http/request.ts";

/** A request in the JSON representation, and what is wrong with it. */
export interface ReadRequest {
  request: ContractRequest;
  /** The body, or why it cannot be read. */
  body: DecodedBody;
  violations: Violation[];
}

// Far more than the mock accepts, because the mock's limits are not part of the contract. A larger body would make other requests wait.
const checkLimits = { values: 100_000, depth: 1000 };

/** Reads a request, and has Prism compare it with the document. */
export function readRequest(operation: HttpOperation, route: Route, message: MockRequest): ReadRequest {
  const body = readBody(operation, message, route, checkLimits);
  const request = toContractRequest(operation, message, route, body);
  return { request, body, violations: validateRequest(request) };
}

/** Whether a request breaks the document: its body cannot be read, or something in it is an error. */
export function breaksDocument({ body, violations }: ReadRequest): boolean {
  return ("error" in body && body.limit === undefined) || violations.some(({ severity }) => severity === "error");
}
