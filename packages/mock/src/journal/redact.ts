const secretHeaders = ["authorization", "proxy-authorization", "cookie", "set-cookie"];
// A word of one of the patterns below; most texts have none.
const suspect = /cwt|bearer|access_token|password|client_secret/i;
const hidden = "[redacted]";

/** A text without the tickets in it: those that look like one, and the one that is given. */
export function redact(text: string, ticket?: string): string {
  const known = ticket === undefined ? text : text.replaceAll(ticket, hidden);
  if (!suspect.test(known)) return known;
  return known
    .replace(/\b(cwt=)[^\s"'&,;<>]+/gi, `$1${hidden}`)
    .replace(/\b(Bearer\s+)(?!cwt=)[^\s"'&,;<>]+/gi, `$1${hidden}`)
    .replace(/\b((?:access_token|password|client_secret)["']?\s*[=:]\s*["']?)[^\s"'&,;<>]+/gi, `$1${hidden}`);
}

/** The ticket that a request carries, if it is long enough to be told from other words. */
export function ticketOf({ authorization = "" }: Record<string, string>): string | undefined {
  const ticket = authorization.replace(/^\w+ +(cwt=)?/, "");
  return ticket.length < 8 ? undefined : ticket;
}

/** A copy of headers without the tickets in them. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  const ticket = ticketOf(headers);
  const copy = Object.entries(headers).map(([name, value]) => [
    name,
    secretHeaders.includes(name.toLowerCase()) ? value.replace(/^(\w+ )?.*$/s, `$1${hidden}`) : redact(value, ticket),
  ]);
  return Object.fromEntries(copy);
}
