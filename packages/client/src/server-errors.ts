import type { components } from "@ucwa-meetings/spec/types";
import { UcwaClientError } from "./errors.ts";

type Reason = components["schemas"]["Reason"];

/** The server refused the request and said why. `status`, `code` and `subcode`, or the subclass, tell what to do about it. */
export class UcwaError extends UcwaClientError {
  declare readonly method: string;
  declare readonly url: string;
  /** The status of the response. */
  declare readonly status: number;
  /** The broad reason. Compare it without regard to case: published documents spell some codes in two ways. */
  declare readonly code: Reason["code"];
  /** The narrow reason, if there is one. Servers also send subcodes that no document lists. */
  declare readonly subcode: Reason["subcode"] | undefined;
  /** The inputs that the server refused, whether it sent a list or a map of them. */
  declare readonly parameters: readonly components["schemas"]["ReasonParameter"][];
  /** Details for logs. They change from build to build of the server. */
  declare readonly debugInfo: NonNullable<Reason["debugInfo"]>;
  /** The whole body. Its `message` is a sentence for people. Empty if the response has no UCWA body. */
  declare readonly reason: Partial<Reason>;
  /** The header `X-Ms-diagnostics`, for logs. */
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

/** 401: the token is missing or not valid, and so is the next one that `token` gave. `challenge` says where to get one. */
export class UnauthorizedError extends UcwaError {
  declare readonly status: 401;
  override get name(): string {
    return "UnauthorizedError";
  }
}

/** 403: the user may not do this. With a `challenge`, the token is the reason. */
export class ForbiddenError extends UcwaError {
  declare readonly status: 403;
  override get name(): string {
    return "ForbiddenError";
  }
}

/** 404: the resource does not exist. With `ApplicationNotFound`, the application is gone, and so are all its hrefs. */
export class NotFoundError extends UcwaError {
  declare readonly status: 404;
  override get name(): string {
    return "NotFoundError";
  }
}

/** 409: the request conflicts with the state of the server. `subcode` says how. */
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

/** 412: another writer has changed the resource since it was read. Read it again, and decide with both versions. */
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

/** 429: the user has too many requests in progress. */
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

/** 503: the service is down or is starting. */
export class ServiceUnavailableError extends UcwaError {
  declare readonly status: 503;
  override get name(): string {
    return "ServiceUnavailableError";
  }
}
