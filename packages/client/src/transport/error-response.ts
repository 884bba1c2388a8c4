import { isObject, type Properties, toArray, toText } from "../codec/codec.ts";
import { type RequestSummary, UnexpectedResponseError } from "../errors.ts";
import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  GoneError,
  NotFoundError,
  PreconditionFailedError,
  PreconditionRequiredError,
  ServiceFailureError,
  ServiceUnavailableError,
  TooManyRequestsError,
  UcwaError,
  UnauthorizedError,
} from "../server-errors.ts";
import type { Transport } from "./context.ts";
import { parseBody, redactRequest } from "./read-response.ts";
import { cleanUrls } from "./redact.ts";

const errorClassByStatus: Readonly<Record<number, typeof UcwaError>> = {
  400: BadRequestError,
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  410: GoneError,
  412: PreconditionFailedError,
  428: PreconditionRequiredError,
  429: TooManyRequestsError,
  500: ServiceFailureError,
  503: ServiceUnavailableError,
};

/** Statuses that say enough without a UCWA body: deployed servers sign people out with HTML, or with nothing. */
const defaultCodeByStatus: Readonly<Record<number, string>> = {
  401: "Unauthorized",
  403: "Forbidden",
  412: "PreconditionFailed",
};

/** What every error about a response has. */
function errorDetails({ redact }: Transport, { status, headers }: Response) {
  const read = (name: string) => redact(toText(headers.get(name))) || undefined;
  return {
    status,
    diagnostics: read("x-ms-diagnostics"),
    correlationId: read("x-ms-correlation-id") ?? read("client-request-id"),
  };
}

/** The error for a response that is not one of UCWA's. */
export function createUnexpectedResponseError(
  transport: Transport,
  request: RequestSummary,
  response: Response,
  expected: string,
  got: unknown = "",
): UnexpectedResponseError {
  const text = `expected ${expected}, got ${response.status} ${response.headers.get("content-type") ?? ""} ${got}`;
  const excerpt = transport.redact(cleanUrls(text)).slice(0, 300);
  return new UnexpectedResponseError(excerpt, redactRequest(transport, request), errorDetails(transport, response));
}

/**
 * Reads the error that a server responded with.
 *
 * @throws UnexpectedResponseError if the response is not one that UCWA sends, and its status does not say enough
 * @see the schema `Reason` of the document
 */
export function readErrorResponse(
  transport: Transport,
  request: RequestSummary,
  response: Response,
  body: string,
): UcwaError {
  const { status } = response;
  let { value, excerpt } = parseBody(transport, response, body);
  let reason: Properties = {};
  try {
    if (value) reason = JSON.parse(transport.redact(JSON.stringify(value)));
  } catch (error) {
    excerpt = `${error}: ${body}`;
  }
  const { code = defaultCodeByStatus[status], parameters, debugInfo } = reason;
  const [subcode, message] = [reason.subcode, reason.message].map(toText);
  if (typeof code !== "string") {
    throw createUnexpectedResponseError(transport, request, response, "an error with a code", excerpt);
  }
  const ErrorClass = errorClassByStatus[status] ?? UcwaError;
  const text = `${status} ${code}${subcode ? `/${subcode}` : ""} ${message}`.trim();
  return new ErrorClass(text, redactRequest(transport, request), {
    ...errorDetails(transport, response),
    challenge: transport.redact(toText(response.headers.get("www-authenticate"))) || undefined,
    code,
    subcode: subcode || undefined,
    parameters: toParameterList(parameters),
    debugInfo: isObject(debugInfo) ? debugInfo : {},
    reason,
  });
}

/** The parameters as the list that a server sends. A map of names to reasons becomes such a list. */
function toParameterList(parameters: unknown): unknown[] {
  return isObject(parameters)
    ? Object.entries(parameters).map(([name, reason]) => ({ name, reason }))
    : toArray(parameters);
}
