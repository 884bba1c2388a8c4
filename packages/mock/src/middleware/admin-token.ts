import { HttpError } from "../contract/http-error.ts";
import type { Handler } from "../http/handler.ts";
import type { Context } from "../resources/context.ts";
import { isAdminRequest } from "./admin.ts";

// It says nothing about the mock's state. What watches over a process asks for it, and has no token.
const open = ["/__mock/health"];

/**
 * Creates the handler that lets only those control the mock who send its admin token (RFC 6750). It throws `HttpError` with 401 for others.
 * Without an admin token, everybody may control the mock.
 */
export function adminToken(token?: string): Handler<Context> {
  if (token === undefined) return (_, next) => next();
  const expected = encoder.encode(token);
  return async (context, next) => {
    const { request } = context;
    const [path = ""] = request.target.split("?");
    if (!isAdminRequest(request) || open.includes(path)) return next();
    const { authorization } = request.headers;
    const [, given] = /^Bearer +(\S+) *$/i.exec(authorization ?? "") ?? [];
    if (given !== undefined && isEqual(encoder.encode(given), expected)) return next();
    context.isUnlisted = true;
    const actual = authorization === undefined ? "none" : given === undefined ? "another scheme" : "another token";
    // The two are told apart by the error code of RFC 6750, section 3.1.
    const challenge = `Bearer realm="ucwa-mock controls"${given === undefined ? "" : ', error="invalid_token"'}`;
    throw new HttpError(401, "Unauthorized", `Authorization: expected the mock's admin token, got ${actual}.`, {
      ownHeadersOnly: true,
      headers: { "WWW-Authenticate": challenge },
    });
  };
}

const encoder = new TextEncoder();

/** Whether two texts are the same. It takes the same time wherever they differ, so that nobody can guess a token byte by byte. */
export function isEqual(given: Uint8Array, expected: Uint8Array): boolean {
  let difference = given.length ^ expected.length;
  for (let index = 0; index < expected.length; index += 1) difference |= (given[index] ?? 0) ^ (expected[index] ?? 0);
  return difference === 0;
}
