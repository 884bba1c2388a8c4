import { connect, type Socket } from "node:net";

/** One request of a load. */
export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * Requests per second that a server answers, with so many connections for so long. It speaks HTTP over bare sockets, since Node's own client
 * costs as much as the servers that it is to measure. Throws for an answer that is not a success.
 */
export async function fire(url: string, shots: Shot[], seconds: number, connections = 16): Promise<number> {
  const { hostname, port } = new URL(url);
  const messages = shots.map(write);
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  const counts = await Promise.all(
    Array.from({ length: connections }, (_, first) => converse(connect(Number(port), hostname), messages, first, end)),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
}

function write({ method, path, headers, body = "" }: Shot): string {
  const lines = Object.entries({ host: "localhost", ...headers, "content-length": String(Buffer.byteLength(body)) });
  return `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

/** Asks and listens in turn on one connection; gives the number of answers. */
function converse(socket: Socket, messages: string[], first: number, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let index = first;
    let count = 0;
    let read = "";
    const ask = () => socket.write(messages[index++ % messages.length] ?? "");
    socket.setNoDelay(true).setEncoding("latin1").once("connect", ask).once("error", reject);
    socket.on("data", (chunk) => {
      read += chunk;
      if (!isWhole(read)) return;
      if (!/^HTTP\/1\.1 2/.test(read)) return reject(new Error(read.slice(0, 500)));
      read = "";
      count += 1;
      if (performance.now() < end) return ask();
      socket.destroy();
      resolve(count);
    });
  });
}

function isWhole(read: string): boolean {
  const head = read.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /content-length: (\d+)/i.exec(read.slice(0, head))?.[1];
  return length === undefined ? read.endsWith("0\r\n\r\n") : read.length - head - 4 >= Number(length);
}
