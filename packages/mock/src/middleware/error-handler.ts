import { documentError, type ErrorResult, renderError } from "../contract/documented-error.ts";
import { HttpError } from "../contract/http-error.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { validateResponse } from "../contract/prism.ts";
import { limitViolations, violationHeaders } from "../contract/violations.ts";
import { StoreFullError, StoreUnavailableError } from "../errors.ts";
import type { Handler } from "../http/handler.ts";
import { DisconnectError } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import { getErrorMessage } from "../http/text.ts";
import type { Context } from "../resources/context.ts";

/**
 * Creates the handler that turns errors into responses. No other place does. An `HttpError` becomes the documented error that it names, in the
 * representation that the request accepts. Any other error becomes a 500, except for `DisconnectError`, which it throws again.
 */
export function errorHandler(operations: HttpOperation[]): Handler<Context> {
  return async (context, next) => {
    try {
      return await next();
    } catch (error) {
      if (error instanceof DisconnectError) throw error;
      return respondWithError(operations, context, toHttpError(error));
    }
  };
}

function toHttpError(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof StoreFullError) {
    return new HttpError(503, "ServiceUnavailable", `${error.message} A reset makes room.`);
  }
  if (error instanceof StoreUnavailableError) {
    const headers = { "Retry-After": "1" };
    return new HttpError(503, "ServiceUnavailable", error.message, { headers });
  }
  return new HttpError(500, "ServiceFailure", `The mock failed: ${getErrorMessage(error)}`);
}

function respondWithError(operations: HttpOperation[], context: Context, error: HttpError): MockResponse {
  const { operation, request, state } = context;
  const documented = documentError(operation ? [operation, ...operations] : operations, error);
  const response = renderError(documented, request.headers.accept, state.switches);
  try {
    return { ...response, headers: { ...response.headers, ...validate(context, documented) } };
  } catch (failure) {
    // That the mock cannot validate its errors is worse than the error that it was about to send.
    return renderError(documentError(operations, toHttpError(failure)), request.headers.accept, state.switches);
  }
}

/** Validates the error against the document if the request was validated, and returns the headers that list all violations. */
function validate({ operation, violations }: Context, { result }: ErrorResult): Record<string, string> {
  if (!operation || !violations) return {};
  violations.response = limitViolations(validateResponse(operation, result));
  return violationHeaders(violations);
}
