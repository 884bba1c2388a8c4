export { type ClientOptions, createClient, type UcwaClient } from "./client.ts";
export type { Format, Properties } from "./codec/codec.ts";
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
export type { CallOptions } from "./operations/operations.ts";
export type { MyOnlineMeeting, MyOnlineMeetingChanges, MyOnlineMeetings } from "./resources/my-online-meeting.ts";
export type {
  NewOnlineMeetingExtension,
  OnlineMeetingExtension,
  OnlineMeetingExtensionChanges,
  OnlineMeetingExtensions,
} from "./resources/online-meeting-extensions.ts";
export type { Data, Link, Representation, RepresentationOf, Resource } from "./resources/representation.ts";
export type { UpdateOptions } from "./resources/resource.ts";
export type { ExtensionTarget, Href, MeetingTarget } from "./resources/target.ts";
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
  UnknownOutcomeError,
} from "./server-errors.ts";
export type { Cache, CacheEntry } from "./transport/cache.ts";
export { type Challenge, parseChallenge } from "./transport/challenge.ts";
export type { RetryLimits } from "./transport/retry.ts";
export type { Token } from "./transport/tokens.ts";
