import { expect, test } from "vitest";
import { hashToken } from "../sandboxes/secrets.ts";
import { createAuthorization } from "./authorization.ts";

const request = (authorization: string | undefined) => ({
  method: "POST",
  target: "/__mock/reset",
  headers: authorization === undefined ? {} : { authorization },
  body: { kind: "none" as const },
});

// RFC 6750, section 3.1: a request without a token gets no error code.
const realm = 'Bearer realm="ucwa-mock controls"';

test.each<[string | undefined, string, string]>([
  [undefined, "none", realm],
  ["Basic s3cret", "another scheme", realm],
  ["xBearer s3cret", "another scheme", realm],
  ["Bearer s3cret more", "another scheme", realm],
  ["Bearer s3cret2", "another token", `${realm}, error="invalid_token"`],
])("Authorization: %s is refused as %s", (authorization, actual, challenge) => {
  const refusal = (wanted: string) =>
    expect.objectContaining({
      status: 401,
      example: "Unauthorized",
      message: `Authorization: expected ${wanted}, got ${actual}.`,
      options: { headers: { "WWW-Authenticate": challenge }, ownHeadersOnly: true },
    });
  expect(() => createAuthorization("s3cret")(request(authorization))).toThrow(refusal("the mock's admin token"));
  const ofSandbox = hashToken("s3cret");
  expect(() => createAuthorization(undefined)(request(authorization), ofSandbox)).toThrow(
    refusal("the sandbox's token"),
  );
});

test("the admin token controls everything, a sandbox's token that alone, and no token what has none", () => {
  const authorize = createAuthorization("s3cret");
  expect(() => authorize(request("Bearer s3cret"))).not.toThrow();
  expect(() => authorize(request("bearer   s3cret  "), hashToken("other"))).not.toThrow();
  expect(() => authorize(request("Bearer other"), hashToken("other"))).not.toThrow();
  expect(() => createAuthorization(undefined)(request(undefined))).not.toThrow();
});
