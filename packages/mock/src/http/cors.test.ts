import { expect, test } from "vitest";
import { cors, createCorsPolicy, isForeignOrigin, isPreflight } from "./cors.ts";
import type { MockRequest } from "./request.ts";
import { emptyResponse } from "./response.ts";

const from = (origin: string): MockRequest => ({
  method: "GET",
  target: "/",
  headers: { origin },
  body: { kind: "none" },
});

test.each([
  ["http://localhost", true],
  ["https://localhost:5173", true],
  ["http://127.0.0.1:3000", true],
  ["http://[::1]:1", true],
  ["http://127.0.0.2", false],
  ["http://localhost.contoso.com", false],
  ["http://localhost:80/x", false],
  ["ftp://localhost", false],
  ["http://evil.example?http://localhost", false],
  ["null", false],
])("by default, pages of %s may read responses: %s", (origin, expected) => {
  expect(createCorsPolicy().allowedOrigin(from(origin))).toBe(expected ? origin : undefined);
});

const app = "https://app.contoso.com";
const preflight = { ...from(app), method: "OPTIONS", headers: { origin: app, "access-control-request-method": "PUT" } };

test("a browser asks with OPTIONS, the page's origin, and the method that the page wants", () => {
  expect(isPreflight(preflight)).toBe(true);
  expect(isPreflight({ ...preflight, method: "PUT" })).toBe(false);
  expect(isPreflight({ ...preflight, headers: { origin: app } })).toBe(false);
});

test("what is from no page is from no foreign page either", () => {
  const policy = createCorsPolicy([app]);
  expect(isForeignOrigin(policy, { ...preflight, headers: {} })).toBe(false);
  expect(policy.allowedOrigin({ ...preflight, headers: {} })).toBeUndefined();
  expect([isForeignOrigin(policy, from(app)), isForeignOrigin(policy, from("https://evil.example"))]).toEqual([
    false,
    true,
  ]);
});

const respond = (request: MockRequest) => {
  const context: { request: MockRequest; isUnlisted?: boolean } = { request };
  const handler = cors(createCorsPolicy([app]));
  const next = async () => emptyResponse(200, { etag: '"1"', "access-control-x": "1", "x-access-control-": "1" });
  return handler(context, next).then(({ status, headers }) => ({ status, headers, isUnlisted: context.isUnlisted }));
};

test("a browser is told what a page may send, for ten minutes, and nothing of headers that it did not ask about", async () => {
  expect(await respond(preflight)).toEqual({
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, PUT, POST, DELETE",
      "access-control-max-age": "600",
      "access-control-allow-origin": app,
      "access-control-expose-headers": "",
    },
    isUnlisted: true,
  });
  expect((await respond(preflight)).headers).not.toHaveProperty("access-control-allow-headers");
  const headers = { ...preflight.headers, "access-control-request-headers": "if-match" };
  expect((await respond({ ...preflight, headers })).headers["access-control-allow-headers"]).toBe("if-match");
});

test("a page may read the headers of a response, except those that are for its browser", async () => {
  expect(await respond(from(app))).toEqual({
    status: 200,
    headers: {
      etag: '"1"',
      "access-control-x": "1",
      "x-access-control-": "1",
      "access-control-allow-origin": app,
      "access-control-expose-headers": "etag, x-access-control-",
    },
    isUnlisted: undefined,
  });
});

test.each(["contoso.com", "https://contoso.com/", ""])("%j is no origin, and the message says what is", (origin) => {
  expect(() => createCorsPolicy([app, origin])).toThrow(
    `cors: expected an origin such as https://app.contoso.com, or *, got ${JSON.stringify(origin)}.`,
  );
});

test("an origin is allowed if it is in the list, and each is if * is", () => {
  expect(createCorsPolicy([app]).allowedOrigin(from("http://localhost"))).toBeUndefined();
  expect(createCorsPolicy(["*"]).allowedOrigin(from("null"))).toBe("null");
});

test.each([
  "xhttp://localhost",
  "http://localhost:80x",
  "http://localhost:",
  "httpss://localhost",
  "http://localhost:1234",
])("%s is a page of this machine only if all of it says so", (origin) => {
  expect(createCorsPolicy().allowedOrigin(from(origin))).toBe(origin.endsWith(":1234") ? origin : undefined);
});
