import type { IncomingMessage } from "node:http";

/** Names the two connections, not the message (RFC 9110, section 7.6.1). */
const hopByHopHeaders = ["connection", "keep-alive", "proxy-connection", "upgrade"];
/** Says where the message ends or for whom it is; a sender that calls it one of the connection's is wrong, and would shorten the message. */
const framingHeaders = ["content-length", "transfer-encoding", "host"];

/**
 * The headers that a message keeps on its way, as they were on the wire: in pairs of name and value, with their case, order and repetitions.
 * What belongs to the connection stays behind, and what its `Connection` header names.
 */
export function forwardableHeaders({ rawHeaders, headers }: IncomingMessage, ...dropped: string[]): string[] {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const left = [...hopByHopHeaders, ...named.filter((name) => !framingHeaders.includes(name)), ...dropped];
  // Trailers follow chunks only, and Node refuses a message that announces them otherwise.
  if (headers["transfer-encoding"] === undefined) left.push("trailer");
  return rawHeaders.filter((_, index) => !left.includes((rawHeaders[index - (index % 2)] ?? "").toLowerCase()));
}

/** Trailers as Node writes them. */
export function toTrailers({ rawTrailers }: IncomingMessage): [string, string][] {
  return rawTrailers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawTrailers[index + 1] ?? ""]] : [],
  );
}

/** The bytes of a body, as far as they are kept. */
export interface CapturedBody {
  chunks: readonly Buffer[];
  body(): Buffer;
  /** False where there were more bytes than are kept, so that nothing can be said about them. */
  isComplete(): boolean;
  add(chunk: Buffer): void;
}

/** Keeps a body up to a limit, and nothing of one that is longer. */
export function captureBody(limit: number): CapturedBody {
  const chunks: Buffer[] = [];
  let length = 0;
  return {
    chunks,
    body: () => Buffer.concat(chunks),
    isComplete: () => length <= limit,
    add(chunk) {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else chunks.length = 0;
    },
  };
}
