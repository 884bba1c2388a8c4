import { readFile, stat } from "node:fs/promises";
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { send } from "@fastify/send";
import Negotiator from "negotiator";
import { findFile, parseSegments } from "./find-file.ts";
import { getHeaders } from "./headers.ts";

/** Responds to a request with a file of the site in `root`, which is a real path. Rejects if reading or sending fails. */
export async function handleRequest(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    // Or the body of the request would be read to its end, however long.
    return sendError(request, response, 405, { Allow: "GET, HEAD", Connection: "close" });
  }
  const segments = parseSegments(request.url ?? "");
  if (segments === undefined) return sendError(request, response, 400);
  const found = await findFile(root, segments);
  if (found.kind === "file") return sendFile(root, found.names, request, response);
  if (found.kind === "redirect") return sendError(request, response, 301, { Location: found.location });
  const page = await readFile(join(root, "404.html")).catch(() => undefined);
  return sendError(request, response, 404, {}, page);
}

/** Sends a file, compressed if the client accepts gzip. It sends a part or the headers only if the request asks for that. */
async function sendFile(
  root: string,
  names: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isCompressed = await hasCompressed(join(root, ...names), request);
  // It speaks to caches on the way. The library would take it for a wish not to be told that nothing has changed.
  delete request.headers["cache-control"];
  const path = `/${names.map(encodeURIComponent).join("/")}${isCompressed ? ".gz" : ""}`;
  const sent = await send(request, path, { root, index: false, cacheControl: false, contentType: false });
  if (sent.type !== "file") {
    sent.stream.destroy();
    const { "Content-Range": range } = sent.headers;
    return sendError(request, response, sent.statusCode, range === undefined ? {} : { "Content-Range": range });
  }
  // The ETag is that of the file that is sent, so each representation has its own.
  const { "Content-Type": type, ...headers } = getHeaders(names.join("/"));
  const representation = { "Content-Type": type, ...(isCompressed && { "Content-Encoding": "gzip" }) };
  response.writeHead(sent.statusCode, {
    ...headers,
    ...sent.headers,
    ...(sent.statusCode === 304 ? {} : representation),
    Vary: "Accept-Encoding",
  });
  await pipeline(sent.stream, response);
}

/** Whether there is a compressed file beside this one, and the client accepts it. */
async function hasCompressed(file: string, request: IncomingMessage): Promise<boolean> {
  if (new Negotiator(request).encoding(["gzip", "identity"]) !== "gzip") return false;
  return stat(`${file}.gz`).then(
    (entry) => entry.isFile(),
    () => false,
  );
}

/** Responds with a page that has the status, and nothing from the request. */
export function sendError(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  page: Buffer = statusPage(status),
): void {
  response.writeHead(status, { ...getHeaders("error.html"), ...headers, "Content-Length": page.length });
  response.end(request.method === "HEAD" ? undefined : page);
}

function statusPage(status: number): Buffer {
  const reason = `${status} ${STATUS_CODES[status] ?? ""}`;
  return Buffer.from(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${reason}</title><p>${reason}</p></html>\n`,
  );
}
