import { HttpError } from "../contract/http-error.ts";
import { type CorsPolicy, isForeignOrigin, isPreflight } from "../http/cors.ts";
import type { Handler } from "../http/handler.ts";
import { type FindForeignHost, foreignHostMessage } from "../http/hosts.ts";
import type { Context } from "../resources/context.ts";
import { isAdminRequest } from "./admin.ts";

/** Lets only requests pass that name a host which is the mock's. Throws `HttpError` with 421 (RFC 9110, section 15.5.20). */
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
 * Keeps pages of foreign origins from steering the mock. A browser asks before it sends what such a page wants, and is told that it may not; it
 * sends what it need not ask for, but the page cannot read the response. Throws `HttpError` with 403.
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
