import { createHash } from "node:crypto";
import { access, readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { PortInUseError, SiteMissingError } from "./errors.ts";
import { headersOf, isText } from "./headers.ts";

/** Where to serve the site, and from which folder: the built one unless told otherwise. */
export interface ServeDocsOptions {
  port: number;
  host: string;
  root?: string;
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
export async function serveDocs({ port, host, root = builtSite }: ServeDocsOptions): Promise<DocsServer> {
  await access(join(root, "index.html")).catch((error: unknown) => {
    throw new SiteMissingError(root, error);
  });
  const server = createServer((request, response) => {
    answer(root, request, response).catch(() => response.headersSent || sendText(response, 500, "Internal error"));
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

async function answer(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.setHeader("Allow", "GET, HEAD");
    return sendText(response, 405, "Method not allowed");
  }
  const pathname = pathOf(request.url ?? "/");
  if (pathname === undefined) return sendText(response, 400, "Bad request");
  const file = join(root, pathname);
  const entry = file.startsWith(root + sep) ? await stat(file).catch(() => undefined) : undefined;
  if (entry?.isDirectory() && !pathname.endsWith("/")) {
    // One leading slash only: two would make the browser read the first segment as a host.
    response.writeHead(301, { Location: `/${pathname.replace(/^\/+/, "")}/` }).end();
    return;
  }
  const path = relative(root, entry?.isDirectory() ? join(file, "index.html") : file);
  const body = entry ? await readFile(join(root, path)).catch(() => undefined) : undefined;
  if (body === undefined) return sendNotFound(root, request, response);
  sendFile(path, body, request, response);
}

/** The decoded path of a request target, or undefined where there is none that could name a file. */
function pathOf(target: string): string | undefined {
  try {
    const path = decodeURIComponent(target.split(/[?#]/, 1)[0] ?? "");
    return path.startsWith("/") && !path.includes("\0") ? path : undefined;
  } catch {
    return undefined;
  }
}

function sendFile(path: string, body: Buffer, request: IncomingMessage, response: ServerResponse): void {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = { ...headersOf(path), ETag: etag, Vary: "Accept-Encoding" };
  if (request.headers["if-none-match"]?.split(/,\s*/).some((tag) => tag.replace(/^W\//, "") === etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  const compress =
    isText(path) && /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(request.headers["accept-encoding"] ?? "");
  const sent = compress ? gzipSync(body) : body;
  const encoding = compress ? { "Content-Encoding": "gzip" } : {};
  response.writeHead(200, { ...headers, ...encoding, "Content-Length": sent.length });
  response.end(request.method === "HEAD" ? undefined : sent);
}

async function sendNotFound(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const page = await readFile(join(root, "404.html")).catch(() => Buffer.from("Not found\n"));
  response.writeHead(404, { ...headersOf("404.html"), "Content-Length": page.length });
  response.end(request.method === "HEAD" ? undefined : page);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, headersOf(".txt")).end(`${text}\n`);
}
