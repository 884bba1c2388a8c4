import { defaultBodyLimit, defaultCloseTimeout, defaultHost, defaultRequestTimeout } from "../defaults.ts";
import type { MockControls } from "../middleware/controls.ts";
import { createMockHandler } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import type { ConnectionCounts } from "./connection-counts.ts";
import { serve } from "./server.ts";

/** A running mock server. `await using` closes it at the end of the block. */
export interface Mock extends AsyncDisposable, MockControls {
  /** The URL of the mock, without a slash at the end. */
  url: string;
  /** How many connections there are. */
  readonly connections: ConnectionCounts;
  /** Closes the server. It takes no new requests, and cuts off those that do not finish within `closeTimeout`. */
  close(): Promise<void>;
}

/**
 * Starts a mock server. Several can run in one process; they share no state.
 * Throws `PortInUseError` if another process has the port; `SeedError`, `RecordingError`, `ClockError`, `UnknownSwitchError` or `UnknownFaultError` for a wrong
 * option of that kind; and `MockError` for any other wrong option, or a `host` that is not available.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const {
    port = 0,
    host = defaultHost,
    bodyLimit = defaultBodyLimit,
    requestTimeout = defaultRequestTimeout,
    closeTimeout = defaultCloseTimeout,
    maxConnections,
  } = options;
  const mock = await createMockHandler({ ...options, host });
  const { controls } = mock;
  const limits = { bodyLimit, requestTimeout, closeTimeout, maxConnections };
  const { url, connections, close } = await serve(mock, { port, host, ...limits });
  return {
    url,
    connections,
    get requests() {
      return controls.requests;
    },
    reset: controls.reset,
    save: controls.save,
    restore: controls.restore,
    seed: controls.seed,
    fault: controls.fault,
    close,
    [Symbol.asyncDispose]: close,
  };
}
