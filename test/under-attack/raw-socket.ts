import { connect, createServer, type Server, type Socket } from "node:net";

/** Where a server of `http://127.0.0.1:…` listens. */
function portOf(url: string): number {
  return Number(new URL(url).port);
}

/** A socket that does not mind being reset. */
export function open(url: string): Socket {
  return connect(portOf(url), "127.0.0.1").on("error", () => {});
}

/** Sends bytes, and gives what came until the other side ended, or until `isEnough`; after two seconds it gives what is there. */
export function talk(url: string, bytes: string | Buffer, isEnough: (text: string) => boolean = () => false) {
  return new Promise<string>((resolve) => {
    const socket = open(url);
    let text = "";
    const end = () => {
      clearTimeout(patience);
      socket.destroy();
      resolve(text);
    };
    const patience = setTimeout(end, 2000);
    socket.setEncoding("latin1").on("data", (piece) => {
      text += piece;
      if (isEnough(text)) end();
    });
    socket.on("close", end);
    socket.write(bytes);
  });
}

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
