import type { Cache } from "./cache.ts";
import type { Format } from "./format.ts";
import type { CallOptions } from "./operations.ts";
import type { RetryLimits } from "./retry.ts";
import type { Tickets } from "./tickets.ts";

/** What a client has for all its calls. */
export interface Wire extends Required<RetryLimits>, Tickets {
  readonly fetch: (request: Request) => Promise<Response>;
  /** Where may be sent to, tickets included; the base URL's origin first. */
  readonly origins: readonly string[];
  readonly timeout: number;
  readonly cache: Cache | false;
  readonly format: Format;
}

/** What a call has for all its requests. */
export interface CallContext extends CallOptions {
  /** When the call as a whole is late. */
  readonly deadline: number;
  /** Whether the answer may be one that was read before, if the server says that it still holds. */
  readonly cached?: boolean;
}

/** A response and its body, which has been read. */
export interface Outcome {
  readonly response: Response;
  readonly text: string;
}
