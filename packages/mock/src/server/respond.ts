import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { DisconnectError, joinHeaders, type MockRequest, type RequestBody } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import type { MockHandler } from "../mock.ts";

/** How a server reads requests. */
export interface RespondOptions {
  bodyLimit: number;
  /** Aborted when the server is to end. */
  closing: AbortSignal;
}

/** Reads a request, has the mock handle it, and sends the response. */
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
    // What is left of a body that was too large would be read as the next request; and a server that closes takes none.
    if (request.body.kind === "tooLarge" || closing.aborted) response.shouldKeepAlive = false;
    send(message, response, result);
  } catch {
    // The client went away; there is nobody to respond to.
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
  // Both representations have one address: without this, a cache would respond with the JSON where XML is wanted (RFC 9110, section 12.5.5),
  // and to one page with what another was allowed.
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

/** Waits so many milliseconds; no longer where the server is to end. Throws `DisconnectError` where the client goes away. */
async function pause(milliseconds: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const end = () => ended.abort();
  const { socket } = response;
  response.once("close", end);
  // Most clients that go away close both directions, of which this is the first to be seen.
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

// How many times the limit is read and thrown away before the response is sent anyway.
const drainFactor = 16;

/**
 * Reads a request. A body over the limit is not kept, so that no request can fill the memory; what it has too much is read and dropped,
 * since a client that is still sending would not see the response. Throws what the socket throws where the client goes away.
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
