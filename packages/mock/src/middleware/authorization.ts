import { HttpError } from "../contract/http-error.ts";
import type { MockRequest } from "../http/request.ts";
import { hasHash, hashToken } from "../sandboxes/secrets.ts";

/** Checks that a request may control a mock: with the admin token, or with the token that has this hash. Throws `HttpError` with 401. */
export type Authorize = (request: MockRequest, tokenHash?: string) => void;

/** Creates the one check of all controls. Without an admin token, everybody may control what has no token of its own. */
export function createAuthorization(adminToken: string | undefined): Authorize {
  const adminHash = adminToken === undefined ? undefined : hashToken(adminToken);
  return ({ headers: { authorization } }, tokenHash) => {
    if (tokenHash === undefined && adminHash === undefined) return;
    const token = /^Bearer +(\S+) *$/i.exec(authorization ?? "")?.[1];
    const actual = authorization === undefined ? "none" : token === undefined ? "another scheme" : "another token";
    // Both are compared, so that the time says nothing about which of them came close.
    const known = [adminHash, tokenHash].map(
      (hash) => hash !== undefined && token !== undefined && hasHash(token, hash),
    );
    if (known.includes(true)) return;
    const wanted = tokenHash === undefined ? "the mock's admin token" : "the sandbox's token";
    const message = `Authorization: expected ${wanted}, got ${actual}.`;
    // The two are told apart by the error code of RFC 6750, section 3.1.
    const challenge = `Bearer realm="ucwa-mock controls"${token === undefined ? "" : ', error="invalid_token"'}`;
    const headers = { "WWW-Authenticate": challenge };
    throw new HttpError(401, "Unauthorized", message, { headers, ownHeadersOnly: true });
  };
}
