import type { Dialect, Switches } from "./contract/switches.ts";
import type { JournalEntry } from "./middleware/controls.ts";
import type { FaultSetting } from "./middleware/fault-setting.ts";
import type { Seed } from "./resources/seed.ts";

/** Where a mock listens, and how it behaves. */
export interface MockOptions {
  /**
   * The port to listen on; 0 takes any free one.
   * @default 0
   */
  port?: number;
  /**
   * The address to listen on. Only this machine reaches the default.
   * @default "127.0.0.1"
   */
  host?: string;
  /**
   * Host names that the mock accepts beside those of this machine, such as `mock.contoso.com`. Where `host` is no loopback address it accepts
   * every name, unless you set this.
   */
  allowHosts?: string[];
  /**
   * False responds with the document's examples and keeps nothing, as plain Prism does.
   * @default true
   */
  state?: boolean;
  /** The resources at the start, as a GET returns them in JSON. Default: the document's examples. */
  seed?: Seed[];
  /**
   * What the mock behaves like: the published pages, or servers that were observed.
   * @default "documented"
   */
  dialect?: Dialect;
  /** Switches that are to differ from the dialect's, such as `{ etag: "decimal" }`; `ucwa-mock switches` lists them. */
  switches?: Partial<Switches>;
  /** The mock's clock: `now`, or a time in ISO 8601 that it stands still at. Default: a time in 2013. */
  clock?: string;
  /**
   * The largest body that is read, in bytes.
   * @default 1_048_576
   */
  bodyLimit?: number;
  /**
   * How long a client may take to send a request, in milliseconds.
   * @default 30_000
   */
  requestTimeout?: number;
  /**
   * How long `close()` waits for requests in flight before it cuts them off, in milliseconds.
   * @default 2000
   */
  closeTimeout?: number;
  /** The origins whose pages may call the mock from a browser, `*` for all. Default: pages of this machine. */
  cors?: string[];
  /** A fault to inject into the requests, such as `delay:250`. */
  fault?: FaultSetting;
  /**
   * The share of the requests that the fault is injected into, from 0 to 1.
   * @default 1
   */
  faultRate?: number;
  /**
   * Which of the requests these are, as a whole number: the same ones for the same number, in each run.
   * @default 0
   */
  faultSeed?: number;
  /** Gets each request and how it ended. Tokens are redacted. */
  log?: (entry: JournalEntry) => void;
}
