import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Refusal } from "../contract/documented-error.ts";
import type { Machine } from "../mock.ts";
import type { Received } from "./read-request.ts";

/** Milliseconds in which a client may read its last answer and close its side. */
const patience = 500;

const taken = new WeakSet<Duplex>();

/**
 * Takes a connection over that Node made no request of: what came was not HTTP, took too long, or asked for a tunnel. It is answered when
 * what came before on it has been, and destroyed.
 */
export async function answerBareSocket(
  machine: Machine,
  socket: Duplex,
  code: string,
  came: string,
  before: Promise<void>,
): Promise<void> {
  // Node tells once for each piece of what it does not understand.
  if (taken.has(socket)) return;
  taken.add(socket);
  // Nobody else listens any more, and an error without a listener would end the process.
  socket.on("error", () => socket.destroy());
  await before;
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const received: Received = { method: "?", target: "", headers: {}, body: { kind: "none" } };
  const { status, refusal } = whatToSay(code, came);
  const answer = { ...machine.refuse(received, refusal), status };
  const headers = { ...answer.headers, "content-length": String(Buffer.byteLength(answer.body)), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  endSoon(socket, `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${answer.body}`);
  machine.journal(received, answer, performance.now());
}

// With something unread, closing at once would be a reset, which may overtake the answer (RFC 9112, section 9.6).
function endSoon(socket: Duplex, text: string): void {
  const late = setTimeout(() => socket.destroy(), patience);
  socket.once("close", () => clearTimeout(late));
  socket.resume();
  socket.end(text);
}

function whatToSay(code: string, came: string): { status: number; refusal: Refusal } {
  if (code === "CONNECT") {
    const message = "The method: expected one that the resource has, got CONNECT.";
    return { status: 405, refusal: { status: 405, name: "MethodNotAllowed", message } };
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const message = "The request: expected all of it in time, got only a part.";
    return { status: 408, refusal: { status: 408, name: "Timeout", message } };
  }
  const message = `The request: expected HTTP/1.1. ${came}.`;
  // 431 (RFC 6585, section 5) is no status of the document's; the body says what it can.
  return { status: code === "HPE_HEADER_OVERFLOW" ? 431 : 400, refusal: { status: 400, name: "BadRequest", message } };
}
