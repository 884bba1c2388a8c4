import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** A connection without a client: what is written goes out as it is. */
export interface RawSocket extends Disposable {
  socket: Socket;
  /** What has come so far. */
  text(): string;
  /** Waits until what has come meets a condition, the other side closes, or `timeout` milliseconds are over, if there is one. Gives what has come. */
  until(condition: (text: string) => boolean, timeout?: number): Promise<string>;
  /** Waits until the other side closes. Gives what has come. */
  closed(): Promise<string>;
}

/** Opens a connection to a server, and sends a text, in UTF-8, or bytes. */
export async function openRaw({ url }: { url: string }, sent: string | Uint8Array = ""): Promise<RawSocket> {
  const { port, hostname } = new URL(url);
  const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  let came = "";
  let isOver = false;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const look of waiting) look();
  };
  const end = () => {
    isOver = true;
    wake();
  };
  socket.setEncoding("utf8").on("data", (chunk) => {
    came += chunk;
    wake();
  });
  // A reset is an end like any other here.
  socket.on("error", end).on("end", end).on("close", end);
  await once(socket, "connect");
  if (sent.length > 0) socket.write(sent);
  const until = (condition: (text: string) => boolean, timeout?: number) =>
    new Promise<string>((resolve) => {
      const finish = () => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(came);
      };
      const timer = timeout === undefined ? undefined : setTimeout(finish, timeout);
      const look = () => {
        if (isOver || condition(came)) finish();
      };
      waiting.add(look);
      look();
    });
  return {
    socket,
    text: () => came,
    until,
    closed: () => until(() => false),
    [Symbol.dispose]: () => socket.destroy(),
  };
}

/** The statuses of the answers on a connection, in their order. */
export function statuses(text: string): string[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status = ""]) => status);
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
