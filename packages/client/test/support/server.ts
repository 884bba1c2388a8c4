import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

/** A request as it arrived. */
export interface Arrival {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What a server answers. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A reply that depends on the request; or none, for a function that deals with the connection itself. */
type Replier = (arrival: Arrival, response: ServerResponse) => Reply | undefined;

/** A real server on this machine that gives its replies in turn, the last one again and again. It closes with the test. */
export async function serve(...replies: (Reply | Replier)[]) {
  const arrivals: Arrival[] = [];
  const server = createServer(async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const arrival = { method, path, headers, body: await text(request) };
    const next = replies[Math.min(arrivals.push(arrival), replies.length) - 1] ?? {};
    const reply = typeof next === "function" ? next(arrival, response) : next;
    if (reply) response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(close);
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return { origin, baseUrl: `${origin}/ucwa/v1`, arrivals, close };
}
