/** How often a request is retried, and how long the client waits before. `Infinity` is no limit. */
export interface RetryOptions {
  /**
   * How many times a request is retried after the first attempt.
   *
   * @default 2
   */
  limit?: number;
  /**
   * Milliseconds before the first retry, up to half of it taken off at random. Each next wait is twice as long.
   *
   * @default 200
   */
  initialDelay?: number;
  /**
   * The longest wait in milliseconds, also if the server's `Retry-After` asks for more.
   *
   * @default 10_000
   */
  maxDelay?: number;
}
