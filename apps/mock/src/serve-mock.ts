import { type Mock, type MockOptions, startMock } from "@ucwa-meetings/mock";

/** Where the server listens, and how it behaves. */
export type ServeOptions = MockOptions & { port: number; host: string };

/**
 * Serves the mock until it is closed.
 * Throws `PortInUseError` and the other errors of `@ucwa-meetings/mock`.
 */
export function serveMock(options: ServeOptions): Promise<Mock> {
  return startMock(options);
}
