import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { HttpError } from "../contract/http-error.ts";
import type { MockHandler } from "../mock.ts";

/** Milliseconds in which a client may read its last response and close its side. */
const closeDelay = 500;

const handled = new WeakSet<Duplex>();

/**
 * Takes over a connection that Node made no request of: what was sent is not HTTP, took too long, or asks for a tunnel. It gets a response when
 * what was sent before on it has got one, and is destroyed. `code` and `actual` are those of Node's `clientError`.
 */
export async function respondOnSocket(
  { reject }: Pick<MockHandler, "reject">,
  socket: Duplex,
  code: string,
  actual: string,
  before: Promise<void>,
): Promise<void> {
  // Node tells once for each piece of what it does not understand.
  if (handled.has(socket)) return;
  handled.add(socket);
  // Nobody else listens any more, and an error without a listener would end the process.
  socket.on("error", () => socket.destroy());
  await before;
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, headers, body } = await reject(toHttpError(code, actual));
  const all = { ...headers, "content-length": String(body.length), connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`;
  endSoon(socket, Buffer.concat([Buffer.from(head), body]));
}

// With something unread, closing at once would be a reset, which may overtake the response (RFC 9112, section 9.6).
function endSoon(socket: Duplex, bytes: Uint8Array): void {
  const timeout = setTimeout(() => socket.destroy(), closeDelay);
  socket.once("close", () => clearTimeout(timeout));
  socket.resume();
  socket.end(bytes);
}

function toHttpError(code: string, actual: string): HttpError {
  if (code === "CONNECT") {
    return new HttpError(405, "MethodNotAllowed", "The method: expected one that the resource has, got CONNECT.");
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    return new HttpError(408, "Timeout", "The request: expected all of it in time, got only a part.");
  }
  if (code !== "HPE_HEADER_OVERFLOW") {
    return new HttpError(400, "BadRequest", `The request: expected HTTP/1.1, got other bytes (${actual}).`);
  }
  // The document has no 431 (RFC 6585, section 5); the body says what it can.
  const message = `The headers: expected at most ${maxHeaderSize} bytes, got more.`;
  return new HttpError(431, "BadRequest", message, { documentedStatus: 400 });
}
