import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { defaultCloseTimeout } from "../defaults.ts";
import { MockError, PortInUseError } from "../errors.ts";
import type { ConnectionCounts } from "./connection-counts.ts";

/** The open connections of a server. The number counts the requests on a connection that have no response yet. */
type Connections = Map<Socket, number>;

const connections = new WeakMap<Server, Connections>();
const closing = new WeakSet<Server>();
/**
 * Milliseconds for which a connection stays open after the time that `Keep-Alive` tells the client. A client that a busy machine or a debugger has stopped may not know yet that this time is
 * over, and what it then sends would be lost. An older Node than 24.6 has a second at most.
 */
const keepAliveTimeoutBuffer = 25_000;

/** Starts listening. Throws `PortInUseError` if another process has the port, `MockError` if the address or the port is not available. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  // With an empty host, Node listens on all addresses of the machine.
  if (host.trim() === "")
    throw new MockError(`host: expected an address of this machine, got ${JSON.stringify(host)}.`);
  Object.assign(server, { keepAliveTimeoutBuffer });
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
    // The client may keep the connection for its next request, but the server takes no more.
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

/** Counts the connections of a server that `listen` has started, from now on. */
export function countConnections(server: Server): ConnectionCounts {
  const open = connections.get(server);
  let refused = 0;
  server.on("drop", () => {
    refused += 1;
  });
  return {
    get open() {
      return open?.size ?? 0;
    },
    get refused() {
      return refused;
    },
  };
}

/** Returns the URL of a server that listens on a host. Throws `MockError` if it has no port. */
export function getUrl(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new MockError("The server has no port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

/**
 * Closes a server. It takes no new connections, and requests in flight may finish. After `timeout` milliseconds it cuts off the other connections,
 * so that it ends whatever the clients do.
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
    // No request is in flight: the connection is unused, idle, has only a part of a request, or no longer speaks HTTP.
    for (const [socket, inFlight] of open) if (inFlight === 0) socket.destroy();
  });
}
