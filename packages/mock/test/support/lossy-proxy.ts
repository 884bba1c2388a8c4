import { once } from "node:events";
import { connect as connectTo, createServer, type Socket } from "node:net";

/** Passes on what goes to a server, and loses an answer when it is told to. */
export interface LossyProxy {
  url: string;
  /** The next answer does not arrive: the connection is cut in its place. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

/** Starts a proxy before the server at a Unix socket. */
export async function startLossyProxy(path: string): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let isLosing = false;
  const server = createServer((client) => {
    const upstream = connectTo(path);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    client.on("data", (data) => upstream.write(data)).on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    upstream.on("data", (data) => {
      if (!isLosing) return void client.write(data);
      isLosing = false;
      client.destroy();
    });
  });
  await once(server.listen(`${path}.proxy`), "listening");
  return {
    url: `valkey://${path}.proxy`,
    loseNextAnswer: () => {
      isLosing = true;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
