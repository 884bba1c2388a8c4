/** Where the mock and the proxy listen if nothing else is said, and how much they take. The options of code, command and container refer to these. */

/** The port of the command and of the container. In code, 0 takes any free one. */
export const defaultPort = 4010;
/** Only this machine reaches it. */
export const defaultHost = "127.0.0.1";
/** Bytes of a body: 1 MiB. */
export const defaultBodyLimit = 1_048_576;
/** Milliseconds in which a client has to send its request. */
export const defaultRequestTimeout = 30_000;
/** Milliseconds that `close()` waits for what is in flight. */
export const defaultCloseTimeout = 2000;
/** Milliseconds for which the server behind the proxy may send nothing. */
export const defaultUpstreamTimeout = 300_000;
