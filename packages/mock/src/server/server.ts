import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { MockHandler } from "../mock.ts";
import { respondOnSocket } from "./client-error.ts";
import { closeServer, getUrl, listen } from "./listen.ts";
import { respond } from "./respond.ts";
import { createTurns } from "./turns.ts";

/** Where to listen, and how much a client may take. */
export interface ServerOptions {
  port: number;
  host: string;
  bodyLimit: number;
  requestTimeout: number;
  closeTimeout: number;
}

/** A server that listens. */
export interface ListeningServer {
  url: string;
  /** Takes no new connections, lets the requests in flight finish, and ends. */
  close(): Promise<void>;
}

// Longer than the longest delay takes. A client that reads nothing for so long has gone, whatever its system says.
const idleTimeout = 600_000;

/**
 * Listens, and has a mock handle each request.
 * Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had.
 */
export async function serve(mock: MockHandler, options: ServerOptions): Promise<ListeningServer> {
  const { port, host, bodyLimit, requestTimeout, closeTimeout } = options;
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
  });
  server.setTimeout(idleTimeout);
  // A client may say that it is not going to ask anything else, and wait for its responses.
  Object.assign(server, { httpAllowHalfOpen: true });
  const closing = new AbortController();
  const turns = createTurns();
  const handle = (message: IncomingMessage, response: ServerResponse) =>
    turns.take(message, response, () => respond(mock, { bodyLimit, closing: closing.signal }, message, response));
  server.on("request", handle);
  // An expectation other than 100-continue: Node would refuse it in words of its own (RFC 9110, section 10.1.1).
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
  return { url: getUrl(server, host), close };
}
