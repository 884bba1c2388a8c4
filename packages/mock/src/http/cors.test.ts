import { expect, test } from "vitest";
import { createCorsPolicy } from "./cors.ts";
import type { MockRequest } from "./request.ts";

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
