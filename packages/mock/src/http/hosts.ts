import { MockError } from "../errors.ts";

/** Finds a host name in the Host header or the target of a request that the mock does not accept; undefined if it accepts all. */
export type FindForeignHost = (request: {
  headers: { host?: string | undefined };
  target: string;
}) => string | undefined;

/**
 * Creates the check that protects a mock on a loopback address from DNS rebinding, where a web page points its own host name to this machine. Such a
 * mock accepts only loopback names, the names in `allowHosts`, and the one with which others reach it. A mock on another address, or on none, accepts every name, unless `allowHosts` is set.
 * Throws `MockError` for a wrong host name.
 */
export function createHostCheck(listensOn?: string, allowHosts?: string[], publicName?: string): FindForeignHost {
  for (const name of allowHosts ?? []) {
    if (!isHostName(name)) {
      throw new MockError(`allowHosts: expected a host name such as mock.contoso.com, got ${JSON.stringify(name)}.`);
    }
  }
  const isReachedByPages = listensOn !== undefined && isLoopback(listensOn);
  if (allowHosts === undefined && !isReachedByPages) return () => undefined;
  const names = [...(allowHosts ?? []), ...(publicName === undefined ? [] : [publicName])];
  const allowed = new Set(names.map((name) => normalizeHost(bracketed(name))));
  return ({ headers: { host }, target }) => {
    const hosts = [host, getTargetAuthority(target)].filter((name) => name !== undefined);
    return hosts.find((name) => !isLoopbackName(normalizeHost(name)) && !allowed.has(normalizeHost(name)));
  };
}

/** Returns the message for a request to a host name that is not accepted. */
export function foreignHostMessage(host: string): string {
  return `Host: expected a name of this machine, such as localhost, got ${JSON.stringify(host)}. To accept others, use --allow-host or allowHosts.`;
}

/** Whether only this machine reaches a server that listens on this host name or address. */
export function isLoopback(host: string): boolean {
  return isLoopbackName(normalizeHost(bracketed(host)));
}

function isLoopbackName(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Returns the host of `host:port` in one spelling, to compare it. */
function normalizeHost(authority: string): string {
  const end = authority.startsWith("[") ? authority.indexOf("]") + 1 : authority.indexOf(":");
  const name = (end > 0 ? authority.slice(0, end) : authority).toLowerCase();
  return name.endsWith(".") ? name.slice(0, -1) : name;
}

/** Puts an IPv6 address into brackets, as in a URL. */
function bracketed(host: string): string {
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/** Returns the host in a target in absolute form, which replaces the Host header (RFC 9112, section 3.2.2). */
function getTargetAuthority(target: string): string | undefined {
  return /^https?:\/\/([^/?#]*)/i.exec(target)?.[1];
}

function isHostName(name: string): boolean {
  const url = `http://${bracketed(name)}/`;
  return name !== "" && URL.canParse(url) && new URL(url).host === bracketed(name).toLowerCase();
}
