import { MockError } from "../errors.ts";
import type { Handler } from "./handler.ts";
import type { MockRequest } from "./request.ts";
import { emptyResponse, type MockResponse } from "./response.ts";

/** Which pages may use the mock from a browser, as the Fetch standard has it (https://fetch.spec.whatwg.org/#http-cors-protocol). */
export interface CorsPolicy {
  /** The origin of the page that a request is from, if that page may; undefined for a request from elsewhere, and from no page. */
  allowedOrigin(request: MockRequest): string | undefined;
}

/** Whether a browser asks what a page may send. */
export function isPreflight({ method, headers }: MockRequest): boolean {
  return method === "OPTIONS" && headers["access-control-request-method"] !== undefined;
}

/** Whether a request is from a page of an origin that is not allowed. */
export function isForeignOrigin(policy: CorsPolicy, request: MockRequest): boolean {
  return request.headers.origin !== undefined && policy.allowedOrigin(request) === undefined;
}

const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Allows pages of these origins, `*` all of them; pages of this machine where no origins are given. Throws `MockError` for what is no origin. */
export function createCorsPolicy(origins?: string[]): CorsPolicy {
  for (const origin of origins ?? []) {
    if (isOrigin(origin)) continue;
    throw new MockError(
      `cors: expected an origin such as https://app.contoso.com, or *, got ${JSON.stringify(origin)}.`,
    );
  }
  return {
    allowedOrigin({ headers: { origin } }) {
      if (origin === undefined) return undefined;
      const isAllowed = origins ? origins.includes("*") || origins.includes(origin) : loopback.test(origin);
      return isAllowed ? origin : undefined;
    },
  };
}

function isOrigin(text: string): boolean {
  return text === "*" || (URL.canParse(text) && new URL(text).origin === text);
}

/** Responds to the preflights of pages that are allowed, and lets such pages read all responses and their headers. */
export function cors(policy: CorsPolicy): Handler<{ readonly request: MockRequest; isUnlisted?: boolean }> {
  return async (context, next) => {
    const origin = policy.allowedOrigin(context.request);
    if (origin === undefined) return next();
    if (!isPreflight(context.request)) return expose(await next(), origin);
    context.isUnlisted = true;
    return expose(allowRequest(context.request), origin);
  };
}

function allowRequest({ headers }: MockRequest): MockResponse {
  const names = headers["access-control-request-headers"];
  return emptyResponse(204, {
    "access-control-allow-methods": "GET, PUT, POST, DELETE",
    ...(names !== undefined && { "access-control-allow-headers": names }),
    "access-control-max-age": "600",
  });
}

function expose(response: MockResponse, origin: string): MockResponse {
  const names = Object.keys(response.headers).filter((name) => !name.startsWith("access-control-"));
  const exposed = { "access-control-allow-origin": origin, "access-control-expose-headers": names.join(", ") };
  return { ...response, headers: { ...response.headers, ...exposed } };
}
