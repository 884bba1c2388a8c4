import { findOperation } from "../contract/contract-request.ts";
import { HttpError, methodNotAllowed, notFound } from "../contract/http-error.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { allowedMethods, type Route } from "../contract/route.ts";
import type { Handler } from "../http/handler.ts";
import type { MockRequest } from "../http/request.ts";
import { shorten } from "../http/text.ts";
import { createRedactor } from "../redact/redact.ts";
import type { Context } from "../resources/context.ts";

const maxTargetLength = 500;

/**
 * Creates the handler that finds the operation of a request. Throws why there is no mock, and `HttpError` with 404 if the document does not have the path or a switch
 * refuses it, 405 if the path does not have the method, and 400 if an id in the path is not percent-encoded UTF-8.
 */
export function router(operations: HttpOperation[]): Handler<Context> {
  return async (context, next) => {
    const { failure, request, route: location } = context;
    if (failure) throw failure;
    if (isRefused(context)) throw noResource(request);
    const operation = findOperation(operations, location, request.method);
    if (!operation) throw notFoundOrMethodNotAllowed(location, request);
    context.operation = operation;
    if (location.malformed !== undefined) throw malformedId(location.malformed);
    return next();
  };
}

/** Whether the request has the path that this mock's links do not have, and a switch says that it knows no other. */
function isRefused({ route: { spelling }, state: { switches } }: Context): boolean {
  if (switches.otherExtensionsPath === "accepted" || spelling === undefined) return false;
  return spelling !== (switches.extensionsPath === "extensions" ? "deployed" : "published");
}

function noResource({ target }: MockRequest): HttpError {
  const shown = shorten(createRedactor().target(target), maxTargetLength);
  return notFound(`There is no resource at ${JSON.stringify(shown)}.`);
}

function notFoundOrMethodNotAllowed({ template }: Route, request: MockRequest): HttpError {
  if (template === undefined) return noResource(request);
  const { method } = request;
  const allowed = allowedMethods(template);
  return methodNotAllowed(allowed, `The method: expected ${allowed}, got ${method}.`);
}

function malformedId(id: string): HttpError {
  const name = shorten(id, maxTargetLength);
  const reason = "expected percent-encoded UTF-8";
  const parameters = [{ name, reason }];
  const message = `The path: ${reason}, got ${JSON.stringify(name)}.`;
  return new HttpError(400, "ParameterValidationFailure", message, { parameters });
}
