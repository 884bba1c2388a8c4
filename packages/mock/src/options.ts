import type { Dialect, Switches } from "./contract/switches.ts";
import type { MockRequest } from "./http/request.ts";
import type { MockResponse } from "./http/response.ts";
import type { FaultSetting } from "./middleware/fault-setting.ts";
import type { Seed } from "./resources/seed.ts";
import type { JournalEntry } from "./state/journal-entry.ts";
import type { StateStore } from "./state/state-store.ts";

/** How many sandboxes a mock may have, and how much each may keep. */
export interface SandboxOptions {
  /**
   * How many there may be. With 0, nobody can create one.
   * @default 1000
   */
  limit?: number;
  /**
   * After how many seconds without a request a sandbox is gone, if its creator says nothing else.
   * @default 1800, or `maxTtl` if that is less
   */
  ttl?: number;
  /**
   * The most seconds that a creator can ask for.
   * @default 86_400
   */
  maxTtl?: number;
  /**
   * How many resources a sandbox may have, applications included.
   * @default 1000
   */
  resources?: number;
  /**
   * How many characters of JSON the resources of a sandbox may have, and its journal as well.
   * @default 250_000
   */
  characters?: number;
  /**
   * How many requests the journal of a sandbox keeps.
   * @default 200
   */
  journal?: number;
}

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
   * Host names that the mock accepts in addition to those of this machine, such as `mock.contoso.com`.
   * @default only the names of this machine if `host` is a loopback address, otherwise every name
   */
  allowHosts?: string[];
  /**
   * The URL with which others reach the mock, if a proxy in front of it has another one, such as `https://mock.contoso.com`. It has no path. Absolute links and the `baseUrl` of each
   * sandbox begin with it, and the mock accepts its host name.
   * @default the host name that a request has, with `http:`
   */
  publicUrl?: string;
  /**
   * Whether the mock keeps what is written to it. With false it responds with the document's examples, as plain Prism does.
   * @default true
   */
  state?: boolean;
  /**
   * The resources at the start, as a GET returns them in JSON.
   * @default the document's examples
   */
  seed?: Seed[];
  /**
   * A recording to respond from in place of resources: parsed HAR files by their names, such as `{ "a.har": JSON.parse(text) }`. Where an address was
   * read more than once, the responses come in their order, and the last one again. Such a mock has no sandboxes.
   * @default the mock responds from its resources
   */
  replay?: Record<string, unknown>;
  /**
   * Whether the mock behaves like the published pages or like observed servers.
   * @default "documented"
   */
  dialect?: Dialect;
  /**
   * Switches that differ from the dialect's, such as `{ etag: "decimal" }`. `ucwa-mock switches` lists them.
   * @default {}
   */
  switches?: Partial<Switches>;
  /**
   * The mock's clock: `now`, or a time in ISO 8601 at which it stands still.
   * @default a time in 2013
   */
  clock?: string;
  /**
   * How many meetings a user may have; the next one is refused with 409 `TooManyOnlineMeetings`. Predefined meetings do not count.
   * @default 1000
   */
  meetingLimit?: number;
  /**
   * The largest request body, in bytes.
   * @default 1_048_576
   */
  bodyLimit?: number;
  /**
   * How long a client may take to send a request, in milliseconds.
   * @default 30_000
   */
  requestTimeout?: number;
  /**
   * How many connections may be open. More are closed at once, without a response.
   * @default no limit
   */
  maxConnections?: number;
  /**
   * How long `close()` waits for requests in flight before it cuts them off, in milliseconds.
   * @default 2000
   */
  closeTimeout?: number;
  /**
   * The origins whose pages may call the mock from a browser, `*` for all.
   * @default the origins of this machine
   */
  cors?: string[];
  /**
   * A fault to inject into requests, such as `delay:250`.
   * @default none
   */
  fault?: FaultSetting;
  /**
   * The share of requests that get the fault, from 0 to 1.
   * @default 1
   */
  faultRate?: number;
  /**
   * A whole number that chooses which requests get the fault. The same number chooses the same ones in each run.
   * @default 0
   */
  faultSeed?: number;
  /**
   * Keeps what the mock knows between requests. Mocks with the same store are one: each sees what is written to another. The mock does not close it.
   * @default one of its own, in memory
   */
  store?: StateStore;
  /**
   * How many sandboxes the mock may have, and how much each may keep.
   * @default 1000 sandboxes
   */
  sandboxes?: SandboxOptions;
  /**
   * The token that requests below `/__mock/` need, as `Authorization: Bearer`. A sandbox's own token also controls that sandbox. Only `GET
   * /__mock/health` works without it.
   * @default none, so that everybody who reaches the mock can control it, except for sandboxes
   */
  adminToken?: string;
  /**
   * Called for each request with how it ended. Tokens are redacted. What it throws changes no response: it is an unhandled rejection, which fails a
   * run of tests and ends another process.
   * @default nothing is logged
   */
  log?: (entry: JournalEntry) => void;
  /**
   * Whether `log` is also called for the requests that control the mock, and for preflights. They are in no journal.
   * @default false
   */
  logControls?: boolean;
  /**
   * Called for each request, with a function that lets the mock respond. It may change the request before, and the response after. What the client
   * sends is a `MockRequest` that has been read to its end; bytes that are no request do not get here. What it throws becomes the document's 500,
   * and so does a response that cannot be sent.
   * @default the mock responds
   */
  middleware?: (request: MockRequest, next: () => Promise<MockResponse>) => Promise<MockResponse>;
}
