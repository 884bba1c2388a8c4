import { maxHeaderSize, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { HttpError } from "../contract/http-error.ts";
import type { MockHandler } from "../mock.ts";

/** The time that a client has to read its last response and close its side, in milliseconds. */
const closeDelay = 500;

const handled = new WeakSet<Duplex>();

/**
 * Responds on a connection whose bytes did not become a request in Node: they are not HTTP, took too long, or ask for a tunnel (CONNECT). The
 * response waits for `before`, the responses to earlier requests. Then the connection is closed. `code` and `actual` come from Node's `clientError`.
 */
export async function respondOnSocket(
  { reject }: Pick<MockHandler, "reject">,
  socket: Duplex,
  code: string,
  actual: string,
  before: Promise<void>,
): Promise<void> {
  // Node emits an event for each chunk that it does not understand.
  if (handled.has(socket)) return;
  handled.add(socket);
  // Node has removed its own listener, and an error without a listener would end the process.
  socket.on("error", () => socket.destroy());
  await before;
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, headers, body } = await reject(toHttpError(code, actual));
  const all = { ...headers, "content-length": String(body.length), connection: "close" };
  const lines = Object.entries(all).flatMap(([name, values]) =>
    [values].flat().map((value) => `${name}: ${value}\r\n`),
  );
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n`;
  endSoon(socket, Buffer.concat([Buffer.from(head), body]));
}

// If bytes are unread, closing at once resets the connection, and the reset may overtake the response (RFC 9112, section 9.6).
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
  // The document has no 431 (RFC 6585, section 5), so the body is that of its 400.
  const message = `The headers: expected at most ${maxHeaderSize} bytes, got more.`;
  return new HttpError(431, "BadRequest", message, { documentedStatus: 400 });
}
