import type { IncomingMessage } from "node:http";

/** Names the two connections, not the message (RFC 9110, section 7.6.1). */
const ofTheConnection = ["connection", "keep-alive", "proxy-connection", "upgrade"];
/** Says where the message ends or for whom it is; a sender that calls it one of the connection's is wrong, and would cut the message. */
const ofTheMessage = ["content-length", "transfer-encoding", "host"];

/**
 * The headers that a message keeps on its way, as they were on the wire: in pairs of name and value, with their case, order and repetitions.
 * What belongs to the connection stays behind, and what its `Connection` header names.
 */
export function passedOn({ rawHeaders, headers }: IncomingMessage, ...dropped: string[]): string[] {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const left = [...ofTheConnection, ...named.filter((name) => !ofTheMessage.includes(name)), ...dropped];
  // Trailers follow chunks only, and Node refuses a message that announces them otherwise.
  if (headers["transfer-encoding"] === undefined) left.push("trailer");
  return rawHeaders.filter((_, index) => !left.includes((rawHeaders[index - (index % 2)] ?? "").toLowerCase()));
}

/** Trailers as Node writes them. */
export function trailersOf({ rawTrailers }: IncomingMessage): [string, string][] {
  return rawTrailers.flatMap((name, index): [string, string][] =>
    index % 2 === 0 ? [[name, rawTrailers[index + 1] ?? ""]] : [],
  );
}

/** Headers by their names in lower case, those that came more than once as one. */
export function flatHeaders({ headers }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value = ""]) => [
    name,
    Array.isArray(value) ? value.join(", ") : value,
  ]);
  return Object.fromEntries(entries);
}
