import { HttpError } from "../contract/http-error.ts";
import { type CorsPolicy, isForeignOrigin, isPreflight } from "../http/cors.ts";
import type { Handler } from "../http/handler.ts";
import { type FindForeignHost, foreignHostMessage } from "../http/hosts.ts";
import type { Context } from "../resources/context.ts";
import { isAdminRequest } from "./admin.ts";

/** Rejects requests for a host name that the mock does not accept. Throws `HttpError` with 421 (RFC 9110, section 15.5.20). */
export function allowedHosts(findForeignHost: FindForeignHost): Handler<Context> {
  return async ({ request }, next) => {
    const host = findForeignHost(request);
    if (host === undefined) return next();
    // The document has no 421; the body says what it can.
    const options = { documentedStatus: 403, ownHeadersOnly: true };
    throw new HttpError(421, "Forbidden", foreignHostMessage(host), options);
  };
}

/**
 * Keeps pages of foreign origins from controlling the mock. It rejects their preflights and their requests below `/__mock/` with 403. A browser
 * sends their simple requests to resources without a preflight, but the page cannot read the response. Throws `HttpError`.
 */
export function allowedOrigins(policy: CorsPolicy): Handler<Context> {
  return async (context, next) => {
    const { request } = context;
    if (!isForeignOrigin(policy, request) || !(isAdminRequest(request) || isPreflight(request))) return next();
    context.isUnlisted = true;
    const message = `Origin: expected one that cors allows, got ${JSON.stringify(request.headers.origin)}.`;
    throw new HttpError(403, "Forbidden", message, { ownHeadersOnly: true });
  };
}
