export type { Cache, CacheEntry } from "./cache.ts";
export type { Operations } from "./call-operation.ts";
export { type ClientOptions, createClient, type UcwaClient } from "./create-client.ts";
export {
  ArgumentError,
  LinkError,
  NetworkError,
  TimeoutError,
  UcwaClientError,
  UnexpectedResponseError,
} from "./errors.ts";
export type { Format, Properties } from "./format.ts";
export type { MyOnlineMeeting, MyOnlineMeetingChanges, MyOnlineMeetings } from "./my-online-meeting.ts";
export type {
  NewOnlineMeetingExtension,
  OnlineMeetingExtension,
  OnlineMeetingExtensionChanges,
  OnlineMeetingExtensions,
} from "./online-meeting-extensions.ts";
export { isUcwaError, type OperationError, type UndocumentedSubcode } from "./operation-error.ts";
export type { CallOptions } from "./operations.ts";
export { type Challenge, parseChallenge } from "./parse-challenge.ts";
export type { Data, Link, Representation, RepresentationOf, Resource } from "./representation.ts";
export type { UpdateOptions } from "./resource.ts";
export type { RetryLimits } from "./retry.ts";
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
export type { ExtensionTarget, Href, MeetingTarget } from "./target.ts";
export type { Token } from "./tickets.ts";
