import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Answer } from "../answer/answer.ts";
import { MockError, PortInUseError } from "../errors.ts";

/** A server that listens. */
export interface Served {
  url: string;
  /** Takes no new connections, lets the requests in flight finish, and ends. */
  close(): Promise<void>;
}

/**
 * Listens, and answers each message with what `answer` makes of it.
 * Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had.
 */
export async function serve(
  answer: (message: IncomingMessage) => Promise<Answer>,
  { port, host }: { port: number; host: string },
): Promise<Served> {
  const server = createServer((message, response) => {
    answer(message).then(
      (one) => send(response, one),
      () => response.destroy(),
    );
  });
  await listen(server, port, host);
  return { url: urlOf(server.address(), host), close: () => close(server) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  const length = Buffer.byteLength(body);
  const withLength = status === 204 || status === 304 ? headers : { ...headers, "content-length": length };
  response.writeHead(status, withLength).end(body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      reject(inUse ? new PortInUseError(port, host, error) : new MockError(`${error.message}.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}

function urlOf(address: AddressInfo | string | null, host: string): string {
  if (address === null || typeof address === "string") throw new MockError("The server has no port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}
