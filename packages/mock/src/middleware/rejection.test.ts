import { expect, test } from "vitest";
import type { Violation } from "../contract/violations.ts";
import { rejectInvalid } from "./rejection.ts";

const missingToken: Violation = { path: [], message: "Invalid security scheme used", code: "401", severity: "error" };

test.each([
  [undefined, "none"],
  ["Bearer", "an empty one"],
  ["bearer \t", "an empty one"],
  ["Bearerx", "another scheme"],
  ["Basic x", "another scheme"],
])("Authorization: %s is told as %s", (authorization, actual) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  const request = { method: "GET", target: "/", headers, body: { kind: "none" } } as const;
  expect(() => rejectInvalid(request, {}, [missingToken])).toThrow(
    `Authorization: expected a Bearer token, got ${actual}.`,
  );
});

test("a message tells fifty of many violations, none at length, and counts the rest", () => {
  const violations = Array.from({ length: 60 }, (_, index) => ({
    path: ["body", "k".repeat(1000) + index],
    message: "must be string",
    code: "type",
    severity: "error" as const,
  }));
  const request = { method: "PUT", target: "/", headers: {}, body: { kind: "none" } } as const;
  expect(() => rejectInvalid(request, { value: {} }, violations)).toThrow(
    /^\/k{199}…: expected string, .* And 10 more\.$/,
  );
});
