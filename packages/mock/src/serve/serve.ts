import { createServer } from "node:http";
import type { Machine } from "../machine.ts";
import { answerBareSocket } from "./bare-socket.ts";
import { handle } from "./handle.ts";
import { closeServer, listen, urlOf } from "./listen.ts";

/** Where to listen, and how long a client may take to send a request. */
export interface ServeOptions {
  port: number;
  host: string;
  requestTimeout: number;
}

/** A server that listens. */
export interface Served {
  url: string;
  /** Takes no new connections, lets the requests in flight finish, and ends. */
  close(): Promise<void>;
}

/**
 * Listens, and has a machine answer each message.
 * Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had.
 */
export async function serve(machine: Machine, { port, host, requestTimeout }: ServeOptions): Promise<Served> {
  const server = createServer({
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout),
  });
  const isListening = () => server.listening;
  server.on("request", (message, response) => handle(machine, isListening, message, response));
  // An expectation other than 100-continue: Node would refuse it in words of its own (RFC 9110, section 10.1.1).
  server.on("checkExpectation", (message, response) => handle(machine, isListening, message, response));
  server.on("connect", (message, socket) => answerBareSocket(machine, socket, "CONNECT", message.method ?? ""));
  server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
    answerBareSocket(machine, socket, error.code ?? "", error.message),
  );
  await listen(server, port, host);
  return { url: urlOf(server, host), close: () => closeServer(server) };
}
