import type { Server } from "node:http";
import type { Socket } from "node:net";
import { MockError, PortInUseError } from "../errors.ts";

const connections = new WeakMap<Server, Set<Socket>>();

/** Has a server listen. Throws `PortInUseError` where another process has the port, `MockError` where the address cannot be had. */
export function listen(server: Server, port: number, host: string): Promise<void> {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const inUse = error.code === "EADDRINUSE";
      reject(inUse ? new PortInUseError(port, host, error) : new MockError(`${error.message}.`, { cause: error }));
    });
    server.listen(port, host, resolve);
  });
}

/** Where a server listens. */
export function urlOf(server: Server, host: string): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new MockError("The server has no port.");
  return `http://${host.includes(":") ? `[${host}]` : host}:${address.port}`;
}

/** Takes no new connections, lets the requests in flight finish, and ends. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // A client may have opened one that it never used, and Node does not count that as idle.
    for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
  });
}
