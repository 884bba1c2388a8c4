import type { BodyCodec } from "../codec/codec.ts";
import type { Attempt } from "./attempt.ts";
import type { RepresentationCache } from "./cache.ts";
import type { RetryOptions } from "./retry-options.ts";
import type { TokenStore } from "./tokens.ts";

/** What a client has for all its calls. */
export interface Transport extends TokenStore {
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  /** The origins that may be sent to, with the token. The base URL's is the first. */
  readonly origins: readonly string[];
  readonly timeout: number;
  readonly totalTimeout: number;
  readonly retry: Required<RetryOptions>;
  readonly cache: RepresentationCache | false;
  readonly codec: BodyCodec;
  readonly onAttempt: ((attempt: Attempt) => void) | undefined;
  /** How many attempts of writes are over. */
  writes: number;
}

/** The options of every call, in both layers. */
export interface CallOptions {
  /**
   * Aborts the call, which then rejects with the signal's reason.
   *
   * @default none: only the timeouts end the call
   */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds for each attempt of this call.
   *
   * @default the client's `timeout`
   */
  timeout?: number | undefined;
  /**
   * Headers of this call. They override the client's.
   *
   * @default {}
   */
  headers?: RequestInit["headers"];
}

/** What a call has for all its requests. */
export interface CallContext {
  readonly transport: Transport;
  /** Milliseconds for each attempt. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly headers: RequestInit["headers"];
  /** When the call as a whole times out, in milliseconds since 1970. */
  readonly deadlineAt: number;
  /** Whether the request may have headers that the client's other requests do not have. */
  readonly hasExtraHeaders?: boolean;
  /** The resource that the request is about. */
  readonly rel?: string;
  /** Whether the response may be a representation from the cache, if the server confirms it. */
  readonly useCache?: boolean;
}
