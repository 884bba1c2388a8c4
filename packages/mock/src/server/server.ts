import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { MockHandler } from "../mock.ts";
import { respondOnSocket } from "./client-error.ts";
import type { ConnectionCounts } from "./connection-counts.ts";
import { closeServer, countConnections, getUrl, listen } from "./listen.ts";
import { respond } from "./respond.ts";
import { createTurns } from "./turns.ts";

/** The address of a server and its limits: bytes for `bodyLimit`, milliseconds for the timeouts. */
export interface ServerOptions {
  port: number;
  host: string;
  bodyLimit: number;
  requestTimeout: number;
  closeTimeout: number;
  /** Undefined if there is no limit. */
  maxConnections: number | undefined;
}

/** A running server. */
export interface ListeningServer {
  url: string;
  connections: ConnectionCounts;
  /** Closes the server. It takes no new connections, and requests in flight may finish within `closeTimeout`. */
  close(): Promise<void>;
}

// Longer than the longest delay. A client that has read nothing for this time is gone.
const idleTimeout = 600_000;

/**
 * Starts a server that lets a mock handle each request.
 * Throws `PortInUseError` if another process has the port, `MockError` if the address is not available.
 */
export async function serve(mock: MockHandler, options: ServerOptions): Promise<ListeningServer> {
  const { port, host, bodyLimit, requestTimeout, closeTimeout, maxConnections } = options;
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
  });
  server.setTimeout(idleTimeout);
  if (maxConnections !== undefined) server.maxConnections = maxConnections;
  // A client may close its sending side and still wait for responses.
  Object.assign(server, { httpAllowHalfOpen: true });
  const closing = new AbortController();
  const turns = createTurns();
  const handle = (message: IncomingMessage, response: ServerResponse) =>
    turns.take(message, response, () => respond(mock, { bodyLimit, closing: closing.signal }, message, response));
  server.on("request", handle);
  // Without this listener, Node refuses an expectation other than 100-continue with its own text (RFC 9110, section 10.1.1).
  server.on("checkExpectation", handle);
  server.on("connect", (message, socket) =>
    respondOnSocket(mock, socket, "CONNECT", message.method ?? "", turns.over(socket)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    respondOnSocket(mock, socket, error.code ?? "", error.message, turns.over(socket)),
  );
  await listen(server, port, host);
  const close = () => {
    closing.abort();
    return closeServer(server, closeTimeout);
  };
  return { url: getUrl(server, host), connections: countConnections(server), close };
}
