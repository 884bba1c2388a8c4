import { connect, type Socket } from "node:net";

/** A connection that sends what it is told, byte by byte, as no HTTP client would. */
export interface RawSocket {
  socket: Socket;
  /** Waits until `text` has come, or the connection is over. Gives all that has come, as Latin-1. */
  until(text: string): Promise<string>;
  /** Waits until the other side has closed. Gives all that has come. */
  closed(): Promise<string>;
}

/** Connects to the server at `url` and sends `text`, in which line ends are as they are given. Errors of the connection only end it. */
export function sendRaw(url: string, text: string): RawSocket {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  let received = "";
  let over = false;
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  for (const event of ["end", "close"]) {
    socket.on(event, () => {
      over = true;
    });
  }
  socket.write(text, "latin1");
  const until = async (text?: string) => {
    while (!over && (text === undefined || !received.includes(text))) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    if (text === undefined) socket.destroy();
    return received;
  };
  return { socket, until, closed: () => until() };
}
