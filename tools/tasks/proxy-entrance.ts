import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";

/** A server on this machine that stands between a workflow and the proxy. */
export interface ProxyEntrance extends AsyncDisposable {
  url: string;
  /** What a workflow puts before a link: whether the link is relative or absolute, the address leads through the proxy. */
  linkOrigin: string;
  /** The origins of other servers that links lead to. No request goes there, so none of them gets the token. */
  foreign: ReadonlySet<string>;
  /** Returns a text with the addresses of the server in place of those of the entrance. */
  restore(text: string): string;
}

/**
 * Opens an entrance to a proxy in front of a server. A workflow can only put something before a link. So the entrance takes the whole link as a path,
 * such as `//ucwa/v1` or `/https://fe1.contoso.com/ucwa/v1`, and asks the proxy for the path of the link.
 */
export async function openEntrance(proxy: string, server: string): Promise<ProxyEntrance> {
  const foreign = new Set<string>();
  const entrance = createServer((message, response) => {
    const { origin, path } = readLink(message.url ?? "/", server);
    if (origin === server) return pass(message, response, proxy + path, server + path);
    foreign.add(origin);
    return response.writeHead(421).end();
  });
  await once(entrance.listen(0, "127.0.0.1"), "listening");
  const address = entrance.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  return {
    url,
    linkOrigin: `${url}/`,
    foreign,
    restore: (text) =>
      text
        .replaceAll(new RegExp(`${url}/(?=https?:)`, "gi"), "")
        .replaceAll(new RegExp(`${url}/(?=/)`, "g"), server)
        .replaceAll(new RegExp(`${url}(?!\\d)`, "g"), server),
    async [Symbol.asyncDispose]() {
      entrance.closeAllConnections();
      entrance.close();
      await once(entrance, "close");
    },
  };
}

/** Returns where a link leads that stands in a path. */
function readLink(path: string, server: string): { origin: string; path: string } {
  const link = path.slice(1);
  if (link.startsWith("/")) return { origin: server, path: link };
  if (!/^https?:/i.test(link)) return { origin: server, path };
  // What else is in it may be a secret.
  if (!URL.canParse(link)) return { origin: "one that cannot be read", path: "/" };
  const { origin, pathname, search } = new URL(link);
  return { origin, path: pathname + search };
}

function pass(message: IncomingMessage, response: ServerResponse, address: string, original: string): void {
  const { method = "GET", rawHeaders: headers } = message;
  const sent = send(address, { method, headers, agent: false });
  sent.on("response", (answer) => {
    const { statusCode = 502, statusMessage = "", rawHeaders } = answer;
    const isRedirect = statusCode >= 300 && statusCode < 400;
    response.writeHead(statusCode, statusMessage, isRedirect ? withOwnLocation(rawHeaders, original) : rawHeaders);
    answer.on("error", () => response.destroy()).pipe(response);
  });
  sent.on("error", () => response.destroy());
  response.on("close", () => sent.destroy());
  message.pipe(sent);
}

/** A redirect leads through the proxy as well, whatever form its address has. */
function withOwnLocation(headers: string[], base: string): string[] {
  return headers.map((value, index) => {
    const isLocation = index % 2 === 1 && headers[index - 1]?.toLowerCase() === "location";
    return isLocation && URL.canParse(value, base) ? `/${new URL(value, base).href}` : value;
  });
}
