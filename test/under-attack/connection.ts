import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** How long an answer may take before it counts as a hang, in milliseconds. */
const patience = 30_000;

/** A connection without a client: what is written goes out as it is. */
export interface Connection extends Disposable {
  socket: Socket;
  /** The statuses of the first answers, in their order; fewer where the other side closes before, or does not answer. */
  answers(count: number): Promise<string[]>;
}

/** Opens a connection, and sends a text. */
export async function open(url: string, text = ""): Promise<Connection> {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let came = "";
  let isOver = false;
  let look = () => {};
  const end = () => {
    isOver = true;
    look();
  };
  socket.setEncoding("latin1").on("data", (chunk) => {
    came += chunk;
    look();
  });
  // A reset is an end like any other here.
  socket.on("error", end).on("end", end).on("close", end);
  await once(socket, "connect");
  if (text !== "") socket.write(text);
  const statuses = () => [...came.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status = ""]) => status);
  const answers = (count: number) =>
    new Promise<string[]>((resolve) => {
      const late = setTimeout(() => resolve(statuses()), patience);
      look = () => {
        if (!isOver && statuses().length < count) return;
        clearTimeout(late);
        resolve(statuses());
      };
      look();
    });
  return { socket, answers, [Symbol.dispose]: () => socket.destroy() };
}

/** A request as it is on the wire, with a token. */
export function message(method: string, path: string, body = "", headers: Record<string, string> = {}): string {
  const all = {
    Host: "localhost",
    Authorization: "Bearer cwt=anything",
    ...(body && { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}
