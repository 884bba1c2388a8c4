import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { DisconnectError, joinHeaders, type MockRequest, type RequestBody } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import type { MockHandler } from "../mock.ts";

/** The options of `respond`. */
export interface RespondOptions {
  /** The largest body, in bytes. */
  bodyLimit: number;
  /** Aborted when the server closes. */
  closing: AbortSignal;
}

/** Reads a request, lets the mock handle it, and sends the response. */
export async function respond(
  { handle }: Pick<MockHandler, "handle">,
  { bodyLimit, closing }: RespondOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  try {
    const request = await readRequest(message, bodyLimit);
    const result = await handle(request, {
      started,
      pause: (milliseconds) => pause(milliseconds, response, closing),
    });
    // Node would read the rest of a body that is too large as the next request, and a closing server takes no next request.
    if (request.body.kind === "tooLarge" || closing.aborted) response.shouldKeepAlive = false;
    send(message, response, result);
  } catch {
    // The client went away.
    response.destroy();
  }
}

function send(
  { socket }: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, disruption }: MockResponse,
): void {
  if (disruption === "reset") {
    socket.resetAndDestroy();
    return;
  }
  const isBodiless = status === 204 || status === 304;
  // JSON and XML have the same URL, and each origin gets its own CORS headers. Vary keeps a cache from mixing them up (RFC 9110, section 12.5.5).
  const sent = { ...headers, vary: "Accept, Origin" };
  response.writeHead(status, isBodiless ? sent : { ...sent, "content-length": body.length });
  if (disruption === "truncate") {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  } else if (isBodiless) {
    response.end();
  } else {
    response.end(body);
  }
}

/** Waits for a number of milliseconds, or until the server closes. Throws `DisconnectError` if the client goes away. */
async function pause(milliseconds: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const { socket } = response;
  response.once("close", end);
  // Most clients that go away close both directions. This event comes first.
  socket?.once("end", end);
  closing.addEventListener("abort", end);
  try {
    if (!closing.aborted) await setTimeout(milliseconds, undefined, { signal: ended.signal });
  } catch (error) {
    if (!closing.aborted) throw new DisconnectError("The client went away.", { cause: error });
  } finally {
    response.off("close", end);
    socket?.off("end", end);
    closing.removeEventListener("abort", end);
  }
}

// The mock reads at most this many times the limit before it responds, even if the client still sends.
const drainFactor = 16;

/**
 * Reads a request to its end. It drops a body over the limit, so that no request can fill the memory. It still reads that body, because many
 * clients read no response before they have sent everything. Throws the error of the socket if the client goes away.
 */
export async function readRequest(message: IncomingMessage, limit: number): Promise<MockRequest> {
  const { method = "GET", url = "/", headers } = message;
  return { method, target: url, headers: joinHeaders(headers), body: await readBody(message, limit) };
}

function readBody(message: IncomingMessage, limit: number): Promise<RequestBody> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const finish = () => {
      if (length > limit) resolve({ kind: "tooLarge", limit });
      else resolve(length === 0 ? { kind: "none" } : { kind: "bytes", bytes: Buffer.concat(chunks) });
    };
    message.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      if (length > limit * drainFactor) finish();
    });
    message.once("end", finish).once("error", reject);
  });
}
