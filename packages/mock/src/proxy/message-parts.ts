import type { IncomingMessage } from "node:http";

/** Headers that describe a connection, not the message (RFC 9110, section 7.6.1). */
const hopByHopHeaders = ["connection", "keep-alive", "proxy-connection", "upgrade"];
/** Headers that say where the message ends or for whom it is. The proxy keeps them even if `Connection` names them. */
const framingHeaders = ["content-length", "transfer-encoding", "host"];

/**
 * Returns the headers to forward, in pairs of name and value, with their case, order and repetitions. It leaves out the headers of the
 * connection, and those that the `Connection` header names.
 */
export function forwardableHeaders({ rawHeaders, headers }: IncomingMessage, ...dropped: string[]): string[] {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const left = [...hopByHopHeaders, ...named.filter((name) => !framingHeaders.includes(name)), ...dropped];
  // Only a chunked message has trailers, and Node rejects any other message that announces them.
  if (headers["transfer-encoding"] === undefined) left.push("trailer");
  return rawHeaders.filter((_, index) => !left.includes((rawHeaders[index - (index % 2)] ?? "").toLowerCase()));
}

/** Returns trailers in the form that Node takes. */
export function toTrailers({ rawTrailers }: IncomingMessage): [string, string][] {
  return rawTrailers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawTrailers[index + 1] ?? ""]] : [],
  );
}

/** The captured bytes of a body. */
export interface CapturedBody {
  chunks: readonly Buffer[];
  body(): Buffer;
  /** False if the body exceeds the limit, so that it cannot be checked. */
  isComplete(): boolean;
  add(chunk: Buffer): void;
}

/** Captures a body up to a limit, and nothing of a larger one. */
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
