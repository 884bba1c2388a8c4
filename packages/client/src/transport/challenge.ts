/** One way that a server offers to get a token. */
export interface Challenge {
  /** The scheme, such as `MsRtcOAuth` or `Bearer`. Compare it without regard to case. */
  readonly scheme: string;
  /** The parameters, such as `href` and `grant_type`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The name of a scheme, or the name of a parameter with its value. In quotes, a comma is a character like any other. */
const items = /(?:(,)\s*)?([\w!#$%&'*+.^`|~/-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"=][^\s,"]*)))?/g;

/**
 * Parses a `WWW-Authenticate` header. `fetch` joins several of them with commas, so only the grammar tells where the next scheme
 * begins. Values may be quoted or not. What does not fit the grammar is skipped.
 *
 * @see RFC 9110, section 11.6.1
 */
export function parseChallenge(header: string): Challenge[] {
  const schemes: [scheme: string, parameters: [string, string][]][] = [];
  for (const [, start, name = "", quoted, value = quoted?.replace(/\\(.)/g, "$1")] of `,${header}`.matchAll(items)) {
    if (value !== undefined) schemes.at(-1)?.[1].push([name, value]);
    else if (start) schemes.push([name, []]);
  }
  return schemes.map(([scheme, parameters]) => ({ scheme, parameters: Object.fromEntries(parameters) }));
}
