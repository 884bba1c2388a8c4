import { access, realpath } from "node:fs/promises";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PortInUseError, SiteMissingError } from "./errors.ts";
import { handleRequest, sendError } from "./handle-request.ts";

/** A request that was answered, for a log. */
export interface LoggedRequest {
  method: string;
  /** As it was sent, without its query. */
  target: string;
  /** 0 where the reader went away before there was an answer. */
  status: number;
  milliseconds: number;
}

/** Where to serve the site, and from where. */
export interface ServeDocsOptions {
  /** 0 takes a free one. */
  port: number;
  host: string;
  /**
   * The folder of the site.
   *
   * @default The one that is built.
   */
  root?: string;
  /**
   * Called once for each request, when it is over.
   *
   * @default Nothing is logged.
   */
  log?: (request: LoggedRequest) => void;
}

/** A running server: `url` ends in a slash, `close` frees the port and ends open connections. */
export interface DocsServer {
  url: string;
  close(): Promise<void>;
}

const builtSite = fileURLToPath(new URL("../dist", import.meta.url));

/**
 * Serves the built site. Port 0 takes a free one; `url` then names it.
 *
 * @throws {SiteMissingError} when nothing is built.
 * @throws {PortInUseError} when another process has the port.
 */
export async function serveDocs({ port, host, root = builtSite, log }: ServeDocsOptions): Promise<DocsServer> {
  await access(join(root, "index.html")).catch((error: unknown) => {
    throw new SiteMissingError(root, error);
  });
  const site = await realpath(root);
  // A whole request is a few lines; who needs longer for it keeps a connection for nothing.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 20_000 }, (request, response) => {
    if (log) logWhenOver(request.method ?? "", request.url ?? "", response, log);
    handleRequest(site, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else sendError(request, response, 500);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortInUseError(port, host, error) : error),
    );
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}/`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

function logWhenOver(
  method: string,
  url: string,
  response: ServerResponse,
  log: (request: LoggedRequest) => void,
): void {
  const started = performance.now();
  const [target = ""] = url.split("?", 1);
  response.once("close", () => {
    const status = response.headersSent ? response.statusCode : 0;
    log({ method, target, status, milliseconds: performance.now() - started });
  });
}
