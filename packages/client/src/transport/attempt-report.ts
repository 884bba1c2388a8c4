import { UnexpectedResponseError } from "../errors.ts";
import type { Attempt } from "./attempt.ts";
import type { CallContext } from "./context.ts";
import { getOperationId } from "./operation-id.ts";
import type { BufferedResponse } from "./read-body.ts";
import { redactRequest } from "./read-response.ts";
import type { AttemptRequest } from "./request.ts";

/** Runs an attempt, and tells the caller's `onAttempt` of it. */
export async function reportAttempt(
  call: CallContext,
  request: AttemptRequest,
  run: () => Promise<BufferedResponse>,
): Promise<BufferedResponse> {
  const start = performance.now();
  const report = (status: number | undefined, reason?: unknown) => {
    const { method, url } = redactRequest(call.transport, request);
    const attempt: Attempt = {
      operationId: getOperationId(method, call.rel ?? ""),
      attempt: request.attempt,
      method,
      url: `${url.split("?")[0]}`,
      status,
      duration: performance.now() - start,
      reason,
    };
    // An error in it is not the call's. As a rejection that nobody handles, the runtime reports it.
    void (async () => call.transport.onAttempt?.(attempt))();
  };
  try {
    const result = await run();
    report(result.response.status);
    return result;
  } catch (reason) {
    report(reason instanceof UnexpectedResponseError ? reason.status : undefined, reason);
    throw reason;
  }
}
