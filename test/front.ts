import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { buffer } from "node:stream/consumers";

/** A server that is between a client and a mock, and changes what the client gets. */
export interface Front extends AsyncDisposable {
  url: string;
}

interface Changes {
  /**
   * What the front has for https.
   * @default http
   */
  tls?: { cert: string; key: string };
  /** The path that the mock gets. */
  path?(url: string): string;
  /** The status that a request gets in place of the mock's response. */
  refuse?(request: IncomingMessage): number | undefined;
  /** The body that the client gets. `url` is that of the front. */
  body?(text: string, url: string): string;
  /** Headers that the client gets in place of the mock's; undefined leaves one out. */
  headers?(request: IncomingMessage): Record<string, string | undefined>;
}

const returned = ["content-type", "etag", "www-authenticate"];
const forwarded = ["accept", "authorization", "content-type", "if-match", "if-none-match"];

/** Serves on a free port what the mock at `upstream` serves, with `changes`. */
export async function serveInFront(
  upstream: string,
  { tls, path = (url) => url, refuse, body = (text) => text, headers = () => ({}) }: Changes,
): Promise<Front> {
  const scheme = tls ? "https" : "http";
  const listener: RequestListener = async (request, response) => {
    const changed = headers(request);
    const refused = refuse?.(request);
    if (refused !== undefined) {
      for (const [name, value] of Object.entries(changed)) response.setHeader(name, value ?? []);
      return response.writeHead(refused).end();
    }
    const sent = await buffer(request);
    const answer = await fetch(upstream + path(request.url ?? "/"), {
      method: request.method ?? "GET",
      headers: forwarded.flatMap((name): [string, string][] =>
        request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
      ),
      ...(sent.length > 0 && { body: sent }),
    });
    const text = await answer.text();
    response.statusCode = answer.status;
    const kept: typeof changed = { ...Object.fromEntries(answer.headers), ...changed };
    for (const name of returned) response.setHeader(name, kept[name] ?? []);
    return response.end(text === "" ? undefined : body(text, `${scheme}://${request.headers.host}`));
  };
  const server = tls ? createHttpsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    url: `${scheme}://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
