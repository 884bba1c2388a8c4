import { type Validate, validators } from "@ucwa-meetings/spec/validators";
import type { BodyCodec } from "../codec/codec.ts";
import { createArgumentError } from "../errors.ts";
import type { CallContext } from "../transport/context.ts";
import type { DispatchResult, Send } from "../transport/dispatch.ts";
import { getOperationId } from "../transport/operation-id.ts";
import { redactRequest } from "../transport/read-response.ts";
import type { RequestSpec } from "../transport/request.ts";
import { ValidationError } from "./validation-error.ts";
import { toViolations, type Violation } from "./violations.ts";

/** The options of `validator`. */
export interface ValidatorOptions {
  /**
   * What to do about a body that is not as the document describes it: write a line with `console.warn`, reject the call with a
   * `ValidationError`, or call a function with that error. A call does not wait for the function. An error that it throws does not
   * change the call: it becomes an unhandled rejection.
   *
   * @default "warn"
   */
  onViolation?: "warn" | "throw" | ((error: ValidationError) => void) | undefined;
}

/** What `createClient` takes as `validate`. */
export interface Validator {
  /** Makes a function that sends requests into one that also checks them and their responses. */
  wrap(send: Send): Send;
}

/**
 * Makes the option `validate` of `createClient`: it checks each body that a client sends, and each that comes back, against the
 * document. A value of a wrong type is a violation, and so is a value that is required and missing. Properties and members of enumerations that
 * the document does not know are none.
 *
 * @throws ArgumentError for an option that is none of these
 */
export function validator(options: ValidatorOptions = {}): Validator {
  if (Object(options) !== options) throw createArgumentError("validator", "an object", options);
  const report = createReport(options.onViolation);
  return {
    wrap: (send) => async (spec, call) => {
      const operationId = getOperationId(spec.method.toUpperCase(), spec.rel);
      checkRequest(operationId, spec, call, report);
      const result = await send(spec, call);
      checkResponse(operationId, result, call, report);
      return result;
    },
  };
}

type Report = (error: ValidationError) => void;

function createReport(onViolation: ValidatorOptions["onViolation"] = "warn"): Report {
  if (typeof onViolation === "function") return (error) => void (async () => onViolation(error))();
  if (onViolation === "warn") return ({ message }) => console.warn(message);
  if (onViolation !== "throw") throw createArgumentError("onViolation", `"warn", "throw" or a function`, onViolation);
  return (error) => {
    throw error;
  };
}

function checkRequest(operationId: string, spec: RequestSpec, { transport }: CallContext, report: Report): void {
  const body = readSent(spec, spec.codec ?? transport.codec);
  const violations = findViolations(validators[operationId]?.request, body, transport.redact);
  if (violations.length > 0) report(new ValidationError({ operationId, direction: "request", violations }));
}

function checkResponse(
  operationId: string,
  { request, response, source, error }: DispatchResult,
  { transport }: CallContext,
  report: Report,
): void {
  const expected = validators[operationId];
  const violations = error
    ? findViolations(expected?.error, toReason(error.reason), transport.redact)
    : findViolations(expected?.response, source?.value, transport.redact);
  if (violations.length === 0) return;
  const details = { operationId, direction: "response", status: response.status, violations } as const;
  report(new ValidationError(details, redactRequest(transport, request), error));
}

/** Undefined for an error without a body of UCWA's, such as a sign-out in HTML. */
function toReason(reason: object): object | undefined {
  return Object.keys(reason).length > 0 ? reason : undefined;
}

/** What the server will read. Undefined if there is nothing, or what the codec will refuse to write. */
function readSent({ body, rel }: RequestSpec, codec: BodyCodec): unknown {
  if (!body) return undefined;
  try {
    // JSON may hold numbers that only its codec can write. In XML all is text, and the types are gone.
    return JSON.parse(codec.mediaType.endsWith("json") ? codec.stringify(body, rel) : JSON.stringify(body));
  } catch {
    return undefined;
  }
}

function findViolations(validate: Validate | undefined, body: unknown, redact: (text: string) => string): Violation[] {
  if (!validate || body === undefined) return [];
  const violations = toViolations(validate(body), body);
  // A name in it may be anything.
  return violations.map((violation) => ({
    ...violation,
    pointer: redact(violation.pointer.slice(0, 2000)).slice(0, 300),
  }));
}
