import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Machine } from "../machine.ts";
import type { Received } from "../receive/receive.ts";
import type { Refusal } from "../refuse/refuse.ts";

/** Answers on a connection that Node made no request of: what came was not HTTP, took too long, or asked for a tunnel. */
export function answerBareSocket(machine: Machine, socket: Duplex, code: string, came: string): void {
  if (!socket.writable || code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const received: Received = { method: "?", target: "", headers: {}, body: { kind: "none" } };
  const { status, refusal } = whatToSay(code, came);
  const answer = { ...machine.refuse(received, refusal), status };
  const headers = { ...answer.headers, "content-length": String(Buffer.byteLength(answer.body)), connection: "close" };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${answer.body}`);
  machine.journal(received, answer, performance.now());
}

function whatToSay(code: string, came: string): { status: number; refusal: Refusal } {
  if (code === "CONNECT") {
    const message = "The method: expected one that the resource has; CONNECT came.";
    return { status: 405, refusal: { status: 405, name: "MethodNotAllowed", message } };
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const message = "The request: expected to have it whole in time; only a part came.";
    return { status: 408, refusal: { status: 408, name: "Timeout", message } };
  }
  const message = `The request: expected HTTP/1.1. ${came}.`;
  // 431 (RFC 6585, section 5) is no status of the document's; the body says what it can.
  return { status: code === "HPE_HEADER_OVERFLOW" ? 431 : 400, refusal: { status: 400, name: "BadRequest", message } };
}
