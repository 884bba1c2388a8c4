import type { Format } from "../codec/codec.ts";
import type { Cache } from "./cache.ts";
import type { RetryLimits } from "./retry.ts";
import type { Tickets } from "./tokens.ts";

/** What a client has for all its calls. */
export interface Wire extends Required<RetryLimits>, Tickets {
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
  /** Where may be sent to, tickets included; the base URL's origin first. */
  readonly origins: readonly string[];
  readonly timeout: number;
  readonly cache: Cache | false;
  readonly format: Format;
}

/** What a call has for all its requests. */
export interface Call {
  readonly wire: Wire;
  /** Milliseconds for each attempt. */
  readonly timeout: number;
  readonly signal: AbortSignal | undefined;
  readonly headers: RequestInit["headers"];
  /** When the call as a whole is late, in milliseconds since 1970. */
  readonly due: number;
  /** Whether the request may have other headers than the client's other requests. */
  readonly varies?: boolean;
  /** Whether the answer may be one that was read before, if the server says that it still holds. */
  readonly cached?: boolean;
}

/** A response and its body, which has been read. */
export interface Outcome {
  readonly response: Response;
  readonly text: string;
}

/** What came of a call in the end, and from which origin. */
export interface Delivery extends Outcome {
  readonly origin: string;
}
