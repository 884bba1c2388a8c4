import type { IncomingMessage, ServerResponse } from "node:http";
import { createBodyCollector } from "../http/body.ts";
import { pause } from "../http/pause.ts";
import { joinHeaders, type MockRequest, type RequestBody } from "../http/request.ts";
import { firstHalf, type MockResponse, toSentResponse } from "../http/response.ts";
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
      pause: (milliseconds) => pauseWhileThere(milliseconds, response, closing),
    });
    // Node would read the rest of a body that is too large as the next request, and a closing server takes no next request.
    if (request.body.kind === "tooLarge" || closing.aborted) response.shouldKeepAlive = false;
    send(message, response, result);
  } catch {
    // The client went away.
    response.destroy();
  }
}

function send({ socket }: IncomingMessage, response: ServerResponse, result: MockResponse): void {
  const { status, disruption } = result;
  if (disruption === "reset") {
    socket.resetAndDestroy();
    return;
  }
  const { headers, body } = toSentResponse(result);
  response.writeHead(status, headers);
  if (disruption === "truncate") response.write(firstHalf(body), () => response.destroy());
  else response.end(body);
}

/** Waits for a number of milliseconds, or until the server closes. Throws `DisconnectError` if the client goes away. */
async function pauseWhileThere(milliseconds: number, response: ServerResponse, closing: AbortSignal): Promise<void> {
  const gone = new AbortController();
  const end = () => gone.abort();
  const { socket } = response;
  response.once("close", end);
  // Most clients that go away close both directions. This event comes first.
  socket?.once("end", end);
  try {
    await pause(milliseconds, gone.signal, closing);
  } finally {
    response.off("close", end);
    socket?.off("end", end);
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
    const collector = createBodyCollector(limit);
    const finish = () => resolve(collector.body());
    message.on("data", (chunk: Buffer) => {
      if (collector.add(chunk) > limit * drainFactor) finish();
    });
    message.once("end", finish).once("error", reject);
  });
}
