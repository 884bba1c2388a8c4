import { isObject, listOf, type Properties, textOf } from "../codec/codec.ts";
import type { About } from "../errors.ts";
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
import type { Wire } from "./context.ts";
import { aboutOf, readAnswer, traceOf, unexpected } from "./read-response.ts";

const byStatus: Readonly<Record<number, typeof UcwaError>> = {
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
const bodiless: Readonly<Record<number, string>> = { 401: "Unauthorized", 403: "Forbidden", 412: "PreconditionFailed" };

/**
 * The error that the server answered with.
 *
 * @throws UnexpectedResponseError if the answer is not what UCWA sends, and does not say enough without
 * @see the schema `Reason` of the document
 */
export function readError(wire: Wire, about: About, response: Response, body: string): UcwaError {
  const { status } = response;
  let { json, got } = readAnswer(wire, response, body);
  let reason: Properties = {};
  try {
    if (json) reason = JSON.parse(wire.redact(json));
  } catch (error) {
    got = `${error}: ${body}`;
  }
  const { code = bodiless[status], parameters, debugInfo } = reason;
  const [subcode, message] = [reason.subcode, reason.message].map(textOf);
  if (typeof code !== "string") throw unexpected(wire, about, response, "an error with a code", got);
  const Refusal = byStatus[status] ?? UcwaError;
  const text = `${status} ${code}${subcode ? `/${subcode}` : ""} ${message}`.trim();
  return new Refusal(text, aboutOf(wire, about), {
    ...traceOf(wire, response),
    code,
    subcode: subcode || undefined,
    parameters: parametersOf(parameters),
    debugInfo: isObject(debugInfo) ? debugInfo : {},
    reason,
  });
}

/** The list that a server sends; a map of names to reasons becomes one. */
function parametersOf(parameters: unknown): unknown[] {
  return isObject(parameters)
    ? Object.entries(parameters).map(([name, reason]) => ({ name, reason }))
    : listOf(parameters);
}
