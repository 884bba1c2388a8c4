import { type RequestSummary, UnexpectedResponseError } from "../errors.ts";
import type { CallContext } from "./context.ts";
import { redactRequest } from "./read-response.ts";
import { withTimeout } from "./timeout.ts";

/**
 * Loads what makes errors of responses. It is a tenth of all, and most responses are no errors.
 *
 * @throws UnexpectedResponseError if it cannot be loaded in time
 */
export async function loadErrors(call: CallContext, request: RequestSummary, { status }: Response) {
  // With a timeout of its own, since the response came in time.
  const patient = { ...call, deadlineAt: Infinity };
  const expected = "the module that reads errors";
  return withTimeout(patient, request, expected, () => import("./error-response.ts")).catch((error: unknown) => {
    call.signal?.throwIfAborted();
    const text = `expected ${expected}, got ${error}`;
    throw new UnexpectedResponseError(text, redactRequest(call.transport, request), { status });
  });
}

/**
 * Refuses a response that is not one of UCWA's.
 *
 * @throws UnexpectedResponseError
 */
export async function refuseResponse(
  call: CallContext,
  request: RequestSummary,
  response: Response,
  expected: string,
  got?: string,
): Promise<never> {
  const { createUnexpectedResponseError } = await loadErrors(call, request, response);
  throw createUnexpectedResponseError(call.transport, request, response, expected, got);
}
