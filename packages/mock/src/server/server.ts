import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Machine } from "../mock.ts";
import { answerBareSocket } from "./client-error.ts";
import { closeServer, defaultCloseTimeout, listen, urlOf } from "./listen.ts";
import { handle } from "./respond.ts";
import { createTurns } from "./turns.ts";

/** Where to listen, and how long a client may take. */
export interface ServeOptions {
  port: number;
  host: string;
  requestTimeout: number;
  closeTimeout?: number;
}

/** A server that listens. */
export interface Served {
  url: string;
  /** Takes no new connections, lets the requests in flight finish, and ends. */
  close(): Promise<void>;
}

// Longer than the longest delay takes. A client that reads nothing for so long has gone, whatever its system says.
const idleTimeout = 600_000;

/**
 * Listens, and has a machine answer each message.
 * Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had.
 */
export async function serve(machine: Machine, options: ServeOptions): Promise<Served> {
  const { port, host, requestTimeout, closeTimeout = defaultCloseTimeout } = options;
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
  });
  server.setTimeout(idleTimeout);
  // A client may say that it is not going to ask anything else, and wait for its answers.
  Object.assign(server, { httpAllowHalfOpen: true });
  const closing = new AbortController();
  const turns = createTurns();
  const answer = (message: IncomingMessage, response: ServerResponse) =>
    turns.take(message, response, () => handle(machine, closing.signal, message, response));
  server.on("request", answer);
  // An expectation other than 100-continue: Node would refuse it in words of its own (RFC 9110, section 10.1.1).
  server.on("checkExpectation", answer);
  server.on("connect", (message, socket) =>
    answerBareSocket(machine, socket, "CONNECT", message.method ?? "", turns.over(socket)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    answerBareSocket(machine, socket, error.code ?? "", error.message, turns.over(socket)),
  );
  await listen(server, port, host);
  const close = () => {
    closing.abort();
    return closeServer(server, closeTimeout);
  };
  return { url: urlOf(server, host), close };
}
