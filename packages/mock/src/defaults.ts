/**
 * Where the mock and the proxy listen by default, and what limits they have. The functions, the command and `readEnvironment` read these values.
 * The Containerfile, its README and `pnpm start` cannot import them and repeat some; `test/defaults.test.ts` compares.
 */

/** The port of the command and of the container. In code, 0 takes any free one. */
export const defaultPort = 4010;
/** Only this machine reaches it. */
export const defaultHost = "127.0.0.1";
/** Bytes of a body: 1 MiB. */
export const defaultBodyLimit = 1_048_576;
/** Meetings that a user may have: `MaxScheduledMeetingsPerOrganizer` of Skype for Business Server has this default. */
export const defaultMeetingLimit = 1000;
/** Milliseconds in which a client has to send its request. */
export const defaultRequestTimeout = 30_000;
/** Milliseconds that `close()` waits for the requests in flight. */
export const defaultCloseTimeout = 2000;
/** Sandboxes that a server has at most. */
export const defaultSandboxLimit = 1000;
/** Seconds without a request after which a sandbox is gone: half an hour. */
export const defaultSandboxTtl = 1800;
/** The most seconds that a sandbox can ask for: a day. */
export const defaultSandboxMaxTtl = 86_400;
/** Resources of a sandbox, applications included. */
export const defaultSandboxResources = 1000;
/** Characters in JSON of a sandbox's resources, and of its journal. */
export const defaultSandboxCharacters = 250_000;
/** Requests in a sandbox's journal. */
export const defaultSandboxJournal = 200;
/** Milliseconds that `createSandbox` waits for each response. */
export const defaultSandboxTimeout = 30_000;
/** Milliseconds that the proxy waits for the next bytes of the server. */
export const defaultUpstreamTimeout = 300_000;
