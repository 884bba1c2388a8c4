import type { components } from "@ucwa-meetings/spec/types";
import type { MyOnlineMeeting } from "./my-online-meeting.ts";
import type { OnlineMeetingExtension } from "./online-meeting-extensions.ts";
import type { Representation } from "./representation.ts";

type Reason = components["schemas"]["Reason"];

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

/** The server refused, and said why. The subclasses, or `status`, `code` and `subcode`, tell what to do about it. */
export class UcwaError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  declare readonly status: number;
  /** The broad reason. Compare without regard to case: published documents spell some in two ways. */
  declare readonly code: Reason["code"];
  /** The narrow reason, where there is one. Servers use some that no document lists. */
  declare readonly subcode: Reason["subcode"] | undefined;
  /** The inputs that were refused, whether the server sent a list or a map of them. */
  declare readonly parameters: readonly components["schemas"]["ReasonParameter"][];
  /** For logs. What is in it changes from build to build. */
  declare readonly debugInfo: NonNullable<Reason["debugInfo"]>;
  /** The whole body. Its `message` is a sentence for people. Empty for an answer that has no UCWA body. */
  declare readonly reason: Partial<Reason>;
  /** The header `X-Ms-diagnostics`. For logs, too. */
  declare readonly diagnostics: string | undefined;
  /** The header `X-MS-Correlation-Id` or `client-request-id`, by which an administrator finds the request. */
  declare readonly correlationId: string | undefined;
  /** The header `WWW-Authenticate`, which `parseChallenge` reads. */
  declare readonly challenge: string | undefined;

  override get name(): string {
    return "UcwaError";
  }
}

/** 400: the request is wrong, and the same one will fail again. `parameters` may say where. */
export class BadRequestError extends UcwaError {
  declare readonly status: 400;
  override get name(): string {
    return "BadRequestError";
  }
}

/** 401: there is no valid ticket, also after one more was asked for. `challenge` says where to get one. */
export class UnauthorizedError extends UcwaError {
  declare readonly status: 401;
  override get name(): string {
    return "UnauthorizedError";
  }
}

/** 403: the user may not do this. With a `challenge`, the ticket is the reason. */
export class ForbiddenError extends UcwaError {
  declare readonly status: 403;
  override get name(): string {
    return "ForbiddenError";
  }
}

/** 404: the resource is not there; with `ApplicationNotFound` the application is gone, and all hrefs with it. */
export class NotFoundError extends UcwaError {
  declare readonly status: 404;
  override get name(): string {
    return "NotFoundError";
  }
}

/** 409: something stands against it; `subcode` says what. */
export class ConflictError extends UcwaError {
  declare readonly status: 409;
  override get name(): string {
    return "ConflictError";
  }
}

/** 410: the pool is down and has no backup. Start over with discovery. */
export class GoneError extends UcwaError {
  declare readonly status: 410;
  override get name(): string {
    return "GoneError";
  }
}

/** 412: the resource was changed since it was read, by somebody else. Read it again, and decide with both versions in hand. */
export class PreconditionFailedError extends UcwaError {
  declare readonly status: 412;
  override get name(): string {
    return "PreconditionFailedError";
  }
}

/** 428: the server wants `If-Match`, in quotes. `update` always sends it; a `PUT` of the lower layer has to. */
export class PreconditionRequiredError extends UcwaError {
  declare readonly status: 428;
  override get name(): string {
    return "PreconditionRequiredError";
  }
}

/** 429: the user has too many requests under way. */
export class TooManyRequestsError extends UcwaError {
  declare readonly status: 429;
  override get name(): string {
    return "TooManyRequestsError";
  }
}

/** 500: the server, or Exchange behind it, failed. */
export class ServiceFailureError extends UcwaError {
  declare readonly status: 500;
  override get name(): string {
    return "ServiceFailureError";
  }
}

/** 503: the service is down or starts up. */
export class ServiceUnavailableError extends UcwaError {
  declare readonly status: 503;
  override get name(): string {
    return "ServiceUnavailableError";
  }
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

/**
 * An attempt to update got no answer, and the next was refused with 412: the first may have been stored, and somebody else has
 * changed the resource since; or only the latter. Nothing was tried again. Look at `current`, and decide. `cause` is the
 * refusal, a PreconditionFailedError.
 */
export class UnknownOutcomeError<
  Current = Representation<MyOnlineMeeting> | Representation<OnlineMeetingExtension>,
> extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  declare readonly mayHaveBeenApplied: true;
  /** The resource as it is now; undefined if it could not be read. */
  declare readonly current: Current | undefined;

  override get name(): string {
    return "UnknownOutcomeError";
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
