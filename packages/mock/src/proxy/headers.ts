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
