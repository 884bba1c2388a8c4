import type { components } from "@ucwa-meetings/spec/types";
import { UcwaClientError } from "./errors.ts";
import type { MyOnlineMeeting } from "./resources/my-online-meeting.ts";
import type { OnlineMeetingExtension } from "./resources/online-meeting-extensions.ts";
import type { Representation } from "./resources/representation.ts";

type Reason = components["schemas"]["Reason"];

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
