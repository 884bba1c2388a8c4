import type { operations } from "@ucwa-meetings/spec/types";

/** One attempt of a call, for the option `onAttempt`. Nothing in it holds a token. */
export interface Attempt {
  /** The operation of the document, such as `getMyOnlineMeeting`. */
  readonly operationId: keyof operations | (string & {});
  /** 1 for the first attempt of the call. Retries, redirects and requests with a new token count on. */
  readonly attempt: number;
  /** The method of the request. */
  readonly method: string;
  /** The URL without its query, in which servers put secrets. */
  readonly url: string;
  /** The status of the response. Undefined if there was none. */
  readonly status: number | undefined;
  /** Milliseconds until the whole response was there, or until the attempt failed. The wait for a token is not part of it. */
  readonly duration: number;
  /**
   * Why there was no whole response: a `NetworkError`, `TimeoutError` or `UnexpectedResponseError`, or the reason of the caller's
   * signal. Undefined if there was one.
   */
  readonly reason: unknown;
}
