import { MockError } from "../errors.ts";

/** Where a Valkey server is, and how to log in. */
export interface ValkeyAddress {
  /** The address without the user and the password, for messages. */
  name: string;
  host?: string;
  port?: number;
  /** The Unix socket, in the place of a host and a port. */
  path?: string;
  username?: string;
  password?: string;
  db?: number;
  tls?: Record<string, never>;
}

const defaultPort = 6379;

/**
 * Reads `valkey://[[user]:password@]host[:port][/database]`, also with `valkeys:` for TLS, with the schemes of Redis, and `valkey:///path` for
 * a Unix socket. Throws `MockError`, without the password.
 */
export function readValkeyUrl(text: string, setting = "store"): ValkeyAddress {
  const expected = `${setting}: expected a URL such as valkey://localhost:6379`;
  if (!URL.canParse(text)) throw new MockError(`${expected}, got something else.`);
  const url = new URL(text);
  const { protocol, hostname, port, pathname } = url;
  const login = {
    ...(url.username !== "" && { username: decode(url.username, expected) }),
    ...(url.password !== "" && { password: decode(url.password, expected) }),
  };
  const isSecure = protocol === "valkeys:" || protocol === "rediss:";
  if (hostname === "") {
    if (pathname.length < 2 || isSecure) throw new MockError(`${expected}, got one without a host.`);
    return { name: `valkey://${pathname}`, path: decode(pathname, expected) };
  }
  const db = pathname.slice(1);
  if (!/^\d{0,4}$/.test(db)) throw new MockError(`${expected}, with a number as its database, got another one.`);
  const numbers = { port: Number(port || defaultPort), ...(db !== "" && { db: Number(db) }) };
  return {
    name: `${protocol}//${hostname}:${numbers.port}`,
    host: hostname.replace(/^\[|\]$/g, ""),
    ...numbers,
    ...login,
    ...(isSecure && { tls: {} }),
  };
}

function decode(text: string, expected: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // The cause would have the text, which may be a password.
    throw new MockError(`${expected}, percent-encoded, got a percent sign that begins no character.`);
  }
}
