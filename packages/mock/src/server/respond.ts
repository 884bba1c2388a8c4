import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { DisconnectError } from "../http/request.ts";
import type { MockResponse } from "../http/response.ts";
import type { MockHandler } from "../mock.ts";
import { readRequest } from "./read-request.ts";

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
  try {
    const request = await readRequest(message, bodyLimit);
    const result = await handle(request, (milliseconds) => pause(milliseconds, response, closing));
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
