import type { IncomingMessage } from "node:http";
import { joinHeaders, type MockRequest, type RequestBody } from "../http/request.ts";

// How many times the limit is read and thrown away before the response is sent anyway.
const drainFactor = 16;

/**
 * Reads a request. A body over the limit is not kept, so that no request can fill the memory; what it has too much is read and dropped,
 * since a client that is still sending would not see the response. Throws what the socket throws where the client goes away.
 */
export async function readRequest(message: IncomingMessage, limit: number): Promise<MockRequest> {
  const { method = "GET", url = "/", headers } = message;
  return { method, target: url, headers: joinHeaders(headers), body: await readBody(message, limit) };
}

function readBody(message: IncomingMessage, limit: number): Promise<RequestBody> {
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
      if (length > limit * drainFactor) finish();
    });
    message.once("end", finish).once("error", reject);
  });
}
