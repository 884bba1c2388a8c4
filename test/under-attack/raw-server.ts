import { createServer, type Server, type Socket } from "node:net";

/** A server of bare connections; `dispose` ends it with all of them. */
export interface RawServer extends AsyncDisposable {
  url: string;
  sockets: Set<Socket>;
}

/** Listens, and hands each connection over. */
export async function listenRaw(serve: (socket: Socket) => void): Promise<RawServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on("error", () => {}));
    socket.on("close", () => sockets.delete(socket));
    serve(socket);
    // One that nobody reads from never learns that the other side is gone.
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${port}`, sockets, [Symbol.asyncDispose]: close };
}
