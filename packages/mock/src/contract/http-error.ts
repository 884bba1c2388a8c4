import { MockError } from "../errors.ts";

/** One property or parameter that is wrong, and why. */
export interface InvalidParameter {
  name: string;
  reason: string;
}

/** What an error has beside its status, example and message. */
export interface HttpErrorOptions {
  parameters?: InvalidParameter[];
  headers?: Record<string, string>;
  /** Where code and subcode are to differ from the example's. */
  code?: string;
  subcode?: string;
  /** The status of the document's error whose body this one has, where the document has none of this status. */
  documentedStatus?: number;
  /** True leaves out the headers of the document's example, which are about tokens. */
  ownHeadersOnly?: boolean;
}

/**
 * A request that cannot be done. It is thrown where that is found, and rendered in one place (`middleware/errors.ts`) as the document's error.
 * `example` is the name of the document's example for it.
 */
export class HttpError extends MockError {
  override readonly name = "HttpError";
  readonly status: number;
  readonly example: string;
  readonly options: HttpErrorOptions;

  constructor(status: number, example: string, message: string, options: HttpErrorOptions = {}) {
    super(message);
    this.status = status;
    this.example = example;
    this.options = options;
  }
}

/** 404, for whatever is not there. */
export function notFound(message: string, example = "NotFound"): HttpError {
  return new HttpError(404, example, message);
}

/** 405, with the methods that there are. */
export function methodNotAllowed(allowed: string, message: string, options: HttpErrorOptions = {}): HttpError {
  return new HttpError(405, "MethodNotAllowed", message, { ...options, headers: { Allow: allowed } });
}

/** 400, with the properties that are wrong. */
export function invalidParameters(parameters: InvalidParameter[]): HttpError {
  const message = parameters.map(({ name, reason }) => `${name}: ${reason}`).join(" ");
  return new HttpError(400, "ParameterValidationFailure", message, { parameters });
}
