import { type Mock, startMock } from "@ucwa-meetings/mock";

/** Where the server listens. */
export interface ServeOptions {
  port: number;
  host: string;
}

/**
 * Serves the mock until it is closed.
 * Throws `PortInUseError` of `@ucwa-meetings/mock` where another process has the port.
 */
export function serveMock({ port, host }: ServeOptions): Promise<Mock> {
  return startMock({ port, host });
}
