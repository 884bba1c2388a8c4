import { MockError } from "../errors.ts";

/** Finds the host name of a request, in its Host header or its target, that is not accepted; undefined where all are. */
export type FindForeignHost = (request: {
  headers: { host?: string | undefined };
  target: string;
}) => string | undefined;

/**
 * Keeps pages of the web from reaching a mock of this machine under a name of their own, which they have point to it (DNS rebinding): where the
 * mock listens on a loopback address, it accepts loopback names and those in `allowHosts` only. Elsewhere it accepts every name,
 * unless `allowHosts` names some. Throws `MockError` for what is no host name.
 */
export function createHostCheck(listensOn: string, allowHosts?: string[]): FindForeignHost {
  for (const name of allowHosts ?? []) {
    if (!isHostName(name)) {
      throw new MockError(`allowHosts: expected a host name such as mock.contoso.com, got ${JSON.stringify(name)}.`);
    }
  }
  if (allowHosts === undefined && !isLoopback(normalizeHost(bracketed(listensOn)))) return () => undefined;
  const allowed = new Set(allowHosts?.map((name) => normalizeHost(bracketed(name))));
  return ({ headers: { host }, target }) => {
    const hosts = [host, getTargetAuthority(target)].filter((name) => name !== undefined);
    return hosts.find((name) => !isLoopback(normalizeHost(name)) && !allowed.has(normalizeHost(name)));
  };
}

/** What to tell whoever sent a request to such a name. */
export function foreignHostMessage(host: string): string {
  return `Host: expected a name of this machine, such as localhost, got ${JSON.stringify(host)}. --allow-host and allowHosts let others in.`;
}

function isLoopback(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** The host of `host:port`, as all its spellings are compared. */
function normalizeHost(authority: string): string {
  const end = authority.startsWith("[") ? authority.indexOf("]") + 1 : authority.indexOf(":");
  const name = (end > 0 ? authority.slice(0, end) : authority).toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** An address of IPv6 as it is in a URL. */
function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** What a target in absolute form names in the place of the Host header (RFC 9112, section 3.2.2). */
function getTargetAuthority(target: string): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
}

function isHostName(name: string): boolean {
  const url = `http://${bracketed(name)}/`;
  return name !== "" && URL.canParse(url) && new URL(url).host === bracketed(name).toLowerCase();
}
