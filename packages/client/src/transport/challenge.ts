/** One way to get a ticket that a server offers. */
export interface Challenge {
  /** Such as `MsRtcOAuth` or `Bearer`. Compare without regard to case. */
  readonly scheme: string;
  /** Such as `href` and `grant_type`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The name of a scheme; or that of a parameter, with a value. In quotes, a comma is a character like any other. */
const item = /(?:(,)\s*)?([\w!#$%&'*+.^`|~/-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=][^\s,"]*)))?/g;

/**
 * Reads a `WWW-Authenticate` header, in which `fetch` has joined several with commas: only the grammar tells where the next
 * scheme begins. Values may be quoted or not; what fits nowhere is passed over.
 *
 * @see RFC 9110, section 11.6.1
 */
export function parseChallenge(header: string): Challenge[] {
  const schemes: [scheme: string, parameters: [string, string][]][] = [];
  for (const [, start, name = "", quoted, value = quoted?.replace(/\\(.)/g, "$1")] of `,${header}`.matchAll(item)) {
    if (value !== undefined) schemes.at(-1)?.[1].push([name, value]);
    else if (start) schemes.push([name, []]);
  }
  return schemes.map(([scheme, parameters]) => ({ scheme, parameters: Object.fromEntries(parameters) }));
}
