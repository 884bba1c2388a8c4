import type { Dialect, Switches } from "../contract/switches.ts";
import type { Controls, JournalEntry } from "../middleware/controls.ts";
import type { FaultSetting } from "../middleware/fault-setting.ts";
import { createMachine } from "../mock.ts";
import type { Seed } from "../resources/seed.ts";
import { serve } from "./server.ts";

/** Where a mock listens, and what it takes. */
export interface MockOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** The address to listen on; only this machine reaches the default, `127.0.0.1`. */
  host?: string;
  /**
   * Names that the mock answers to beside those of this machine, such as `mock.contoso.com`. Where `host` is no loopback address it answers to
   * every name, unless this names some.
   */
  allowHosts?: string[];
  /** False has the document's examples answer, without memory, as plain Prism does. */
  state?: boolean;
  /** What is there at the beginning, as a GET would answer it in JSON; the document's examples unless told otherwise. */
  seed?: Seed[];
  /**
   * What the mock behaves like: the published pages, or servers that were watched.
   * @default "documented"
   */
  dialect?: Dialect;
  /** Switches that are to differ from the dialect's, such as `{ etag: "decimal" }`; `ucwa-mock switches` says what each does. */
  switches?: Partial<Switches>;
  /** `now`, or a time in ISO 8601 that the clock stands still at. */
  clock?: string;
  /** The largest body that is read, in bytes; a mebibyte unless told otherwise. */
  bodyLimit?: number;
  /** How long a client may take to send a request, in milliseconds; half a minute unless told otherwise. */
  requestTimeout?: number;
  /** How long `close()` lets requests in flight finish before it cuts them off, in milliseconds; two seconds unless told otherwise. */
  closeTimeout?: number;
  /** The origins whose pages may call the mock from a browser, `*` for all; pages of this machine unless told otherwise. */
  cors?: string[];
  /** A fault that befalls the requests, such as `delay:250`, or a share of them. */
  fault?: FaultSetting;
  /**
   * The share of the requests that the fault befalls, from 0 to 1.
   * @default 1
   */
  faultRate?: number;
  /**
   * Which of the requests these are, as a whole number: the same ones for the same number, in each run.
   * @default 0
   */
  faultSeed?: number;
  /** Gets each request when it has been answered. Tickets are redacted. */
  log?: (entry: JournalEntry) => void;
}

/** A running mock. `await using` closes it at the end of the block. */
export interface Mock extends AsyncDisposable, Controls {
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
  const { port = 0, host = "127.0.0.1", requestTimeout = 30_000, closeTimeout } = options;
  const { machine, controls } = await createMachine(options);
  const served = await serve(machine, {
    port,
    host,
    requestTimeout,
    ...(closeTimeout !== undefined && { closeTimeout }),
  });
  return {
    url: served.url,
    get requests() {
      return controls.requests;
    },
    reset: controls.reset,
    seed: controls.seed,
    fault: controls.fault,
    close: served.close,
    [Symbol.asyncDispose]: served.close,
  };
}
