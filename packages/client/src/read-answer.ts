import {
  type About,
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
  UnexpectedResponseError,
} from "./errors.ts";
import { isObject, listOf, type Properties, textOf } from "./format.ts";
import type { Wire } from "./wire.ts";

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

/** The request that an error is about, without a ticket that its address may hold. */
export function aboutOf({ redact }: Wire, { method, url, mayHaveBeenApplied = false }: About): About {
  return { method, url: redact(url), mayHaveBeenApplied };
}

/** What an error about an answer has. */
function traceOf({ redact }: Wire, { status, headers }: Response) {
  const read = (name: string) => redact(textOf(headers.get(name))) || undefined;
  return {
    status,
    diagnostics: read("x-ms-diagnostics"),
    correlationId: read("x-ms-correlation-id") ?? read("client-request-id"),
    challenge: read("www-authenticate"),
  };
}

/** The error for an answer that is none of UCWA's. */
export function unexpected(wire: Wire, about: About, response: Response, expected: string, got = ""): Error {
  const text = `expected ${expected}, got ${response.status} ${response.headers.get("content-type") ?? ""} ${got}`;
  const excerpt = wire.redact(text.slice(0, 2000)).slice(0, 300);
  return new UnexpectedResponseError(excerpt, aboutOf(wire, about), traceOf(wire, response));
}

/**
 * Reads a body: a representation, or an error with the reason that the server gives.
 *
 * @throws UnexpectedResponseError if it is empty, of another media type, not well-formed, or not what UCWA sends
 * @see the schema `Reason` of the document
 */
export function readAnswer(wire: Wire, about: About, response: Response, body: string): Properties | UcwaError {
  const { mediaType, reads, read } = wire.format;
  const { ok, status, headers } = response;
  let reason: Properties = {};
  let fault = body;
  try {
    const value = reads.test(headers.get("content-type") ?? mediaType) && read(body);
    // Throws if it is too deep ever to be written.
    const written = isObject(value) ? JSON.stringify(value) : "";
    if (ok && isObject(value)) return value;
    if (written) reason = JSON.parse(wire.redact(written));
  } catch (error) {
    fault = `${error}: ${body}`;
  }
  const { code = bodiless[status], parameters, debugInfo } = reason;
  const [subcode, message] = [reason.subcode, reason.message].map(textOf);
  if (ok || typeof code !== "string")
    throw unexpected(wire, about, response, ok ? mediaType : "an error with a code", fault);
  const Refusal = byStatus[status] ?? UcwaError;
  const details = {
    ...traceOf(wire, response),
    code,
    subcode: subcode || undefined,
    parameters: parametersOf(parameters),
    debugInfo: isObject(debugInfo) ? debugInfo : {},
    reason,
  };
  return new Refusal(
    `${status} ${code}${subcode ? `/${subcode}` : ""} ${message}`.trim(),
    aboutOf(wire, about),
    details,
  );
}

/** The list that a server sends; a map of names to reasons becomes one. */
function parametersOf(parameters: unknown): unknown[] {
  return isObject(parameters)
    ? Object.entries(parameters).map(([name, reason]) => ({ name, reason }))
    : listOf(parameters);
}
