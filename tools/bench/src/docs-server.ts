import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { getMediaType } from "../../../apps/docs/src/index.ts";
import { listen } from "./listen.ts";

/** A server on 127.0.0.1 that sends the files of a folder with gzip. */
export interface StaticServer {
  url: string;
  close(): void;
}

/** Serves a folder on a free port. It compresses a file on the first request and keeps the result, because the benchmark does not measure compression. */
export async function serveFolder(folder: string): Promise<StaticServer> {
  const kept = new Map<string, Promise<Buffer>>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = join(folder, pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const body = kept.get(path) ?? readFile(path).then((content) => gzipSync(content, { level: 9 }));
    kept.set(path, body);
    body.then(
      (content) => {
        response.writeHead(200, {
          "Content-Type": getMediaType(path),
          "Content-Encoding": "gzip",
          "Content-Length": content.length,
          "Cache-Control": "no-store",
        });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  return { url: `http://127.0.0.1:${await listen(server)}/`, close: () => server.close().closeAllConnections() };
}
