/** The request that an error is about. */
export interface About {
  readonly method: string;
  readonly url: string;
  /** Whether what was asked may have been done: an attempt to write was not refused. */
  mayHaveBeenApplied?: boolean;
}

/**
 * The root of all errors of this package. What it lets through are the reason of the caller's own `AbortSignal` and
 * what the caller's `token` function throws.
 */
export abstract class UcwaClientError extends Error {
  /** The method of the request, where there was one. */
  declare readonly method?: string;
  /** The address of the request without its query, in which servers put secrets. */
  declare readonly url?: string;
  /**
   * Whether what was asked may have been done all the same: an attempt to write got no answer, or one that does not tell. False
   * where the server refused each attempt, where nothing was sent, and for a GET.
   */
  declare readonly mayHaveBeenApplied: boolean;

  constructor(text: string, about?: About, details?: object, cause?: Error) {
    const url = about?.url.split("?")[0];
    super(about ? `${about.method} ${url}: ${text}` : text, cause && { cause });
    const mayHaveBeenApplied = !!about?.mayHaveBeenApplied;
    Object.assign(this, about && { method: about.method, url }, { mayHaveBeenApplied }, details);
  }
}

/** Throws an error again, an error of this package with what is known of its request by now. */
export function rethrow(error: unknown, { mayHaveBeenApplied }: About): never {
  if (mayHaveBeenApplied && error instanceof UcwaClientError) Object.assign(error, { mayHaveBeenApplied });
  throw error;
}

/** The answer is none that UCWA gives: a proxy's page, an empty or truncated body, another media type, too many bytes. */
export class UnexpectedResponseError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  declare readonly diagnostics: string | undefined;
  declare readonly correlationId: string | undefined;

  override get name(): string {
    return "UnexpectedResponseError";
  }
}

/** No answer, or only a part of one: the connection failed. `cause` is a copy of the runtime's error. */
export class NetworkError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;

  override get name(): string {
    return "NetworkError";
  }
}

/** No whole answer in time, or no ticket, or no changes for an update. */
export class TimeoutError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  /** The milliseconds that the last attempt had. */
  declare readonly timeout: number;

  override get name(): string {
    return "TimeoutError";
  }
}

/** A link that is missing, or leads to an origin that was not allowed. Nothing was sent there. */
export class LinkError extends UcwaClientError {
  override get name(): string {
    return "LinkError";
  }
}

/**
 * An argument that cannot be sent: a date without an offset, an empty id, a representation of another resource, a ticket that
 * fits in no header.
 */
export class ArgumentError extends UcwaClientError {
  override get name(): string {
    return "ArgumentError";
  }
}
