import type { IncomingMessage } from "node:http";

/** What came with a request: nothing, bytes, or more bytes than the limit allows. */
export type ReceivedBody = { kind: "none" } | { kind: "bytes"; bytes: Buffer } | { kind: "tooLarge"; limit: number };

/** A request that has been read to its end. Header names are in lower case. */
export interface Received {
  method: string;
  target: string;
  headers: Record<string, string>;
  body: ReceivedBody;
}

// How many times the limit is read and thrown away before the answer goes out anyway.
const readAway = 16;

/**
 * Reads a request. A body over the limit is not kept, so that no request can fill the memory; what it has too much is read
 * away, since a client that is still sending would not see the answer.
 * Throws what the socket throws where the client goes away.
 */
export async function receive(message: IncomingMessage, limit: number): Promise<Received> {
  const { method = "GET", url = "/" } = message;
  return { method, target: url, headers: flatHeaders(message), body: await readBody(message, limit) };
}

function readBody(message: IncomingMessage, limit: number): Promise<ReceivedBody> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const finish = () => {
      if (length > limit) resolve({ kind: "tooLarge", limit });
      else resolve(length === 0 ? { kind: "none" } : { kind: "bytes", bytes: Buffer.concat(chunks) });
    };
    message.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks = [];
      if (length > limit * readAway) finish();
    });
    message.once("end", finish).once("error", reject);
  });
}

function flatHeaders(message: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return headers;
}
