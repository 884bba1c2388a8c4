import { HttpError } from "../contract/http-error.ts";
import { type CorsPolicy, isForeignOrigin, isPreflight } from "../http/cors.ts";
import type { Handler } from "../http/handler.ts";
import { type FindForeignHost, foreignHostMessage } from "../http/hosts.ts";
import type { Context } from "../resources/context.ts";
import { isAdminRequest } from "./admin.ts";

/** Creates the handler that rejects a host name which the mock does not accept. It throws `HttpError` with 421 (RFC 9110, section 15.5.20). */
export function allowedHosts(findForeignHost: FindForeignHost): Handler<Context> {
  return async ({ request }, next) => {
    const host = findForeignHost(request);
    if (host === undefined) return next();
    // The document has no 421, so the body is that of its 403.
    const options = { documentedStatus: 403, ownHeadersOnly: true };
    throw new HttpError(421, "Forbidden", foreignHostMessage(host), options);
  };
}

/**
 * Creates the handler that keeps pages of other origins from controlling the mock. It throws `HttpError` with 403 for their preflights and for
 * their requests below `/__mock/`. A browser sends their simple requests to resources without a preflight, but the page cannot read the response.
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
