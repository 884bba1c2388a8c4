import { explain } from "../contract/explain.ts";
import { HttpError } from "../contract/http-error.ts";
import type { DecodedBody } from "../contract/read-body.ts";
import type { Violation } from "../contract/violations.ts";
import { maxViolations } from "../contract/violations.ts";
import type { MockRequest } from "../http/request.ts";
import { shorten } from "../http/text.ts";

// A JSON Pointer can be as long as the body, because a key can.
const maxLength = 200;

/** Throws `HttpError` for an invalid request. The first of these reasons counts: no token, a body that cannot be read, violations, too large. */
export function rejectInvalid(request: MockRequest, body: DecodedBody, violations: Violation[]): void {
  if (violations.some(({ code }) => code === "401")) throw unauthorized(request.headers.authorization);
  if ("error" in body) throw body.error;
  const errors = violations.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw validationFailure(errors, request, body);
  if (body.tooLarge) throw body.tooLarge;
}

function unauthorized(authorization: string | undefined): HttpError {
  const actual =
    authorization === undefined ? "none" : /^bearer\s*$/i.test(authorization) ? "an empty one" : "another scheme";
  return new HttpError(401, "Unauthorized", `Authorization: expected a Bearer token, got ${actual}.`);
}

function validationFailure(
  errors: Violation[],
  { headers }: MockRequest,
  { value, tooLarge }: { value?: unknown; tooLarge?: HttpError },
): HttpError {
  const all = explain(errors, { body: value, headers });
  const told = all.slice(0, maxViolations).map(({ name, pointer, expected, actual }) => ({
    name: shorten(name, maxLength),
    where: shorten(pointer, maxLength) || "The body",
    reason: `expected ${shorten(expected, maxLength)}, got ${actual}`,
  }));
  const sentences = told.map(({ where, reason }) => `${where}: ${reason}.`);
  if (all.length > told.length) sentences.push(`And ${all.length - told.length} more.`);
  if (tooLarge) sentences.push(`Only the beginning was looked at. ${tooLarge.message}`);
  const parameters = told.map(({ name, reason }) => ({ name, reason }));
  return new HttpError(400, "ParameterValidationFailure", sentences.join(" "), { parameters });
}
