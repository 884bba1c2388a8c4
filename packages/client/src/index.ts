export { type ClientOptions, createClient, type UcwaClient } from "./client.ts";
export type { BodyCodec, Properties } from "./codec/codec.ts";
export {
  ArgumentError,
  LinkError,
  NetworkError,
  TimeoutError,
  UcwaClientError,
  UnexpectedResponseError,
} from "./errors.ts";
export type { Operations } from "./operations/create-operations.ts";
export { isUcwaError, type OperationError, type UndocumentedSubcode } from "./operations/operation-error.ts";
export type { MyOnlineMeetingChanges, MyOnlineMeetingMethods } from "./resources/my-online-meeting.ts";
export type { MyOnlineMeetingsMethods, NewMyOnlineMeeting } from "./resources/my-online-meetings.ts";
export type {
  NewOnlineMeetingExtension,
  OnlineMeetingExtensionChanges,
  OnlineMeetingExtensionsMethods,
} from "./resources/online-meeting-extensions.ts";
export type { Data, Link, Representation, RepresentationOf, Resource } from "./resources/representation.ts";
export type { MyOnlineMeeting, OnlineMeetingExtension } from "./resources/schemas.ts";
export type { ExtensionTarget, Href, MeetingsTarget, MeetingTarget } from "./resources/target.ts";
export { UnknownOutcomeError } from "./resources/unknown-outcome-error.ts";
export type { UpdateOptions } from "./resources/update-options.ts";
export {
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
} from "./server-errors.ts";
export type { Attempt } from "./transport/attempt.ts";
export type { CacheEntry, RepresentationCache } from "./transport/cache.ts";
export { type Challenge, parseChallenge } from "./transport/challenge.ts";
export type { CallOptions } from "./transport/context.ts";
export type { RetryOptions } from "./transport/retry-options.ts";
export type { Token } from "./transport/tokens.ts";
