import { MockError } from "../errors.ts";

/** A wrong property or parameter, and the reason. */
export interface InvalidParameter {
  name: string;
  reason: string;
}

/** The options of an `HttpError`. */
export interface HttpErrorOptions {
  parameters?: InvalidParameter[];
  headers?: Record<string, string>;
  /** The code and subcode, if they differ from the example's. */
  code?: string;
  subcode?: string;
  /** The status whose documented body the error has, if the document does not have the status of the error. */
  documentedStatus?: number;
  /** True leaves out the headers of the document's example, which are about tokens. */
  ownHeadersOnly?: boolean;
}

/**
 * The mock cannot do what a request asks. Any layer throws it; only `middleware/error-handler.ts` turns it into the document's error.
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

/** Creates the 404 for something that does not exist. */
export function notFound(message: string, example = "NotFound"): HttpError {
  return new HttpError(404, example, message);
}

/** Creates the 405 with the methods that the path has. */
export function methodNotAllowed(allowed: string, message: string, options: HttpErrorOptions = {}): HttpError {
  return new HttpError(405, "MethodNotAllowed", message, { ...options, headers: { Allow: allowed } });
}

/** Creates the 400 with the properties that are wrong. */
export function invalidParameters(parameters: InvalidParameter[]): HttpError {
  const message = parameters.map(({ name, reason }) => `${name}: ${reason}`).join(" ");
  return new HttpError(400, "ParameterValidationFailure", message, { parameters });
}
