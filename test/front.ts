import { createServer, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";

/** A server that is between a client and a mock, and changes what the client gets. */
export interface Front extends AsyncDisposable {
  url: string;
}

interface Changes {
  /** The status that a request gets in place of the mock's response. */
  refuse?(request: IncomingMessage): number | undefined;
  /** The body that the client gets. `url` is that of the front. */
  body?(text: string, url: string): string;
}

const forwarded = ["accept", "authorization", "content-type", "if-match", "if-none-match"];

/** Serves on a free port what the mock at `upstream` serves, with `changes`. */
export async function serveInFront(upstream: string, { refuse, body = (text) => text }: Changes): Promise<Front> {
  const server = createServer(async (request, response) => {
    const refused = refuse?.(request);
    if (refused !== undefined) return response.writeHead(refused).end();
    const sent = await buffer(request);
    const answer = await fetch(`${upstream}${request.url}`, {
      method: request.method ?? "GET",
      headers: forwarded.flatMap((name): [string, string][] =>
        request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
      ),
      ...(sent.length > 0 && { body: sent }),
    });
    const text = await answer.text();
    response.statusCode = answer.status;
    for (const name of ["content-type", "etag"]) response.setHeader(name, answer.headers.get(name) ?? []);
    return response.end(text === "" ? undefined : body(text, `http://${request.headers.host}`));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
