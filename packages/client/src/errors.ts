/** The request that an error is about. */
export interface RequestSummary {
  readonly method: string;
  readonly url: string;
  /** Whether the server may have applied a write: at least one attempt was not refused. */
  mayHaveBeenApplied?: boolean | undefined;
}

/**
 * The root of all errors of this package. Two things pass through as they are: the reason of the caller's own `AbortSignal`, and
 * what the caller's `token` function throws.
 */
export abstract class UcwaClientError extends Error {
  /** The method of the request, if there was one. */
  declare readonly method?: string;
  /** The URL of the request without its query, in which servers put secrets. */
  declare readonly url?: string;
  /**
   * Whether the server may have applied the write all the same: an attempt got no response, or one that does not tell. False if the
   * server refused each attempt, if nothing was sent, and for a GET.
   */
  declare readonly mayHaveBeenApplied: boolean;

  constructor(text: string, request?: RequestSummary, details?: object, cause?: Error) {
    const url = request?.url.split("?")[0];
    super(request ? `${request.method} ${url}: ${text}` : text, cause && { cause });
    const mayHaveBeenApplied = !!request?.mayHaveBeenApplied;
    Object.assign(this, request && { method: request.method, url }, { mayHaveBeenApplied }, details);
  }
}

/** The response is not one that UCWA sends: a proxy's page, an empty or truncated body, another media type, too many bytes. */
export class UnexpectedResponseError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  /** The status of the response. */
  declare readonly status: number;
  /** The header `X-Ms-diagnostics`, for logs. */
  declare readonly diagnostics: string | undefined;
  /** The header `X-MS-Correlation-Id` or `client-request-id`, by which an administrator finds the request. */
  declare readonly correlationId: string | undefined;

  override get name(): string {
    return "UnexpectedResponseError";
  }
}

/** The connection failed: no response came, or only a part of one. `cause` is a copy of the runtime's error. */
export class NetworkError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;

  override get name(): string {
    return "NetworkError";
  }
}

/** The time was up: before the whole response, before the token, or before the changes for an update. */
export class TimeoutError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  /** The milliseconds that the last attempt had. */
  declare readonly timeout: number;

  override get name(): string {
    return "TimeoutError";
  }
}

/** A link is missing, or leads to an origin that is not allowed. Nothing was sent there. */
export class LinkError extends UcwaClientError {
  override get name(): string {
    return "LinkError";
  }
}

/** An argument cannot be used: a date without an offset, an empty id, a representation of another resource, a negative timeout. */
export class ArgumentError extends UcwaClientError {
  override get name(): string {
    return "ArgumentError";
  }
}

/** The error for an argument that cannot be used. */
export function createArgumentError(where: string, expected: string, got: unknown): ArgumentError {
  return new ArgumentError(`${where}: expected ${expected}, got ${describe(got)}`);
}

/** Throws an error again. An error of this package gets what is known of its request by now. */
export function rethrow(error: unknown, { mayHaveBeenApplied }: RequestSummary): never {
  if (mayHaveBeenApplied && error instanceof UcwaClientError) Object.assign(error, { mayHaveBeenApplied });
  throw error;
}

/** A value in a few words, for a message. */
function describe(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  return Object(value) === value ? typeof value : String(value);
}
