import { connect, type Socket } from "node:net";

/** Milliseconds without a response after which a server counts as stuck. */
const patience = 10_000;

/**
 * One request of a load. In its path and body, `{connection}` stands for the number of the connection. In its body, `{turn}` stands for a number
 * that is different each time and always has the same length.
 */
export interface Shot {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string;
}

/** The numbers of the connections. */
export const connections = Array.from({ length: 16 }, (_, index) => String(index));

/**
 * Returns how many requests per second a server handles, or several that the connections are divided among. Each connection repeats the load from its first request to its last, and ends with the
 * last, so that a load can delete what it created. It sends HTTP over sockets, because Node's HTTP client costs as much as the servers. Throws if
 * a response is not a success or does not arrive.
 */
export async function fire(url: string | string[], shots: Shot[], seconds: number): Promise<number> {
  const servers = [url].flat().map((one) => new URL(one));
  const end = performance.now() + seconds * 1000;
  const started = performance.now();
  const counts = await Promise.all(
    connections.map((connection, index) => {
      const { hostname, port, pathname } = servers[index % servers.length] ?? new URL("http://localhost");
      const prefix = pathname.replace(/\/$/, "");
      const messages = shots.map((shot) => write({ ...shot, path: prefix + shot.path }, connection));
      return converse(connect(Number(port), hostname), messages, end);
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0) / ((performance.now() - started) / 1000);
}

function write({ method, path, headers, body: template = "" }: Shot, connection: string): string {
  const body = template.replaceAll("{connection}", connection);
  const lines = Object.entries({ host: "localhost", ...headers, "content-length": String(Buffer.byteLength(body)) });
  return `${method} ${path.replaceAll("{connection}", connection)} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`;
}

/** Sends requests and reads responses in turn on one connection, and returns the number of responses. */
function converse(socket: Socket, messages: string[], end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0;
    let read = "";
    const ask = () => {
      const turn = String(Math.floor(count / messages.length)).padStart("{turn}".length, "0");
      socket.write((messages[count % messages.length] ?? "").replaceAll("{turn}", turn));
    };
    socket.setNoDelay(true).setEncoding("latin1").once("connect", ask).once("error", reject);
    socket.once("close", () => reject(new Error("The server closed a connection under load.")));
    socket.setTimeout(patience, () => {
      socket.destroy(new Error(`No answer within ${patience} ms; so far: ${read.slice(0, 500)}`));
    });
    socket.on("data", (chunk) => {
      read += chunk;
      if (!isWhole(read)) return;
      if (!/^HTTP\/1\.1 2/.test(read)) return socket.destroy(new Error(read.slice(0, 500)));
      read = "";
      count += 1;
      if (performance.now() < end || count % messages.length > 0) return ask();
      socket.destroy();
      resolve(count);
    });
  });
}

function isWhole(read: string): boolean {
  const head = read.indexOf("\r\n\r\n");
  if (head < 0) return false;
  if (/^HTTP\/1\.1 204/.test(read)) return true;
  const length = /content-length: (\d+)/i.exec(read.slice(0, head))?.[1];
  return length === undefined ? read.endsWith("0\r\n\r\n") : read.length - head - 4 >= Number(length);
}
