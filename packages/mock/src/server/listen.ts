import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { defaultCloseTimeout } from "../defaults.ts";
import { MockError, PortInUseError } from "../errors.ts";

/** The open connections of a server, with the number of requests on each that have no response yet. */
type Connections = Map<Socket, number>;

const connections = new WeakMap<Server, Connections>();
const closing = new WeakSet<Server>();

/** Has a server listen. Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  // Node would take an empty host for all addresses of the machine.
  if (host.trim() === "")
    throw new MockError(`host: expected an address of this machine, got ${JSON.stringify(host)}.`);
  watchConnections(server);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(toListenError(error, port, host)));
    server.listen(port, host, resolve);
  });
}

function toListenError(error: NodeJS.ErrnoException, port: number, host: string): MockError {
  if (error.code === "EADDRINUSE") return new PortInUseError(port, host, error);
  if (error.code === "EACCES") {
    return new MockError(`port: expected one that this process may listen on, got ${port}.`, { cause: error });
  }
  const message = `host: expected an address of this machine, got ${JSON.stringify(host)} (${error.code ?? error.message}).`;
  return new MockError(message, { cause: error });
}

function watchConnections(server: Server): void {
  const open: Connections = new Map();
  connections.set(server, open);
  const add = (socket: Socket, change: number) => {
    const count = (open.get(socket) ?? 0) + change;
    if (open.has(socket)) open.set(socket, count);
    // The client may keep it for its next request, which nobody would take.
    if (count === 0 && closing.has(server)) socket.destroySoon();
  };
  server.on("connection", (socket) => {
    open.set(socket, 0);
    socket.once("close", () => open.delete(socket));
  });
  const count = ({ socket }: IncomingMessage, response: ServerResponse) => {
    add(socket, 1);
    response.once("close", () => add(socket, -1));
  };
  server.on("request", count).on("checkExpectation", count);
}

/** Where a server listens. */
export function getUrl(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new MockError("The server has no port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

/**
 * Takes no new connections, lets the requests in flight finish, and ends. What is not over in time is cut off, so that it ends whatever the
 * other sides do.
 */
export function closeServer(server: Server, timeout: number = defaultCloseTimeout): Promise<void> {
  closing.add(server);
  return new Promise((resolve) => {
    const open = connections.get(server) ?? new Map<Socket, number>();
    const cutOff = () => {
      for (const socket of open.keys()) socket.destroy();
    };
    const cutOffTimer = setTimeout(cutOff, timeout);
    server.close(() => {
      clearTimeout(cutOffTimer);
      resolve();
    });
    // No request is in flight there: the connection was never used, waits for the next request, has a part of one, or is no HTTP any more.
    for (const [socket, inFlight] of open) if (inFlight === 0) socket.destroy();
  });
}
