import { defaultBodyLimit, defaultCloseTimeout, defaultHost, defaultRequestTimeout } from "../defaults.ts";
import type { MockControls } from "../middleware/controls.ts";
import { createMock } from "../mock.ts";
import type { MockOptions } from "../options.ts";
import { serve } from "./server.ts";

/** A running mock. `await using` closes it at the end of the block. */
export interface Mock extends AsyncDisposable, MockControls {
  url: string;
  /** Takes no new requests, lets those in flight finish, and cuts off what is not over within `closeTimeout`. */
  close(): Promise<void>;
}

/**
 * Starts a mock server on the document. Any number of them can run in a process; they share no state.
 * Throws `PortInUseError` where another process has the port; `SeedError`, `ClockError`, `UnknownSwitchError` and `UnknownFaultError` for
 * options that it does not understand; `MockError` for an origin in `cors` or a name in `allowHosts` that is
 * none, and for a `host` that cannot be had.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const {
    port = 0,
    host = defaultHost,
    bodyLimit = defaultBodyLimit,
    requestTimeout = defaultRequestTimeout,
    closeTimeout = defaultCloseTimeout,
  } = options;
  const mock = await createMock(options);
  const { controls } = mock;
  const { url, close } = await serve(mock, { port, host, bodyLimit, requestTimeout, closeTimeout });
  return {
    url,
    get requests() {
      return controls.requests;
    },
    reset: controls.reset,
    seed: controls.seed,
    fault: controls.fault,
    close,
    [Symbol.asyncDispose]: close,
  };
}
