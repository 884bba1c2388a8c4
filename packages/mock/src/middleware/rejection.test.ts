import { expect, test } from "vitest";
import { HttpError } from "../contract/http-error.ts";
import type { Violation } from "../contract/violations.ts";
import { rejectInvalid } from "./rejection.ts";

const missingToken: Violation = { path: [], message: "Invalid security scheme used", code: "401", severity: "error" };

test.each([
  [undefined, "none"],
  ["Bearer", "an empty one"],
  ["bearer \t", "an empty one"],
  ["Bearerx", "another scheme"],
  ["x Bearer", "another scheme"],
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

const request = { method: "PUT", target: "/", headers: { "if-match": "x" }, body: { kind: "none" } } as const;
const wrong = (path: string[], message = "must be string", severity: Violation["severity"] = "error"): Violation => ({
  path,
  message,
  code: "type",
  severity,
});
const tooLarge = new HttpError(413, "EntityTooLarge", "The body: expected less.");
const unreadable = new HttpError(400, "DeserializationFailure", "The body: expected JSON.");

test("a request without violations, or with warnings alone, is not rejected", () => {
  expect(() => rejectInvalid(request, { value: {} }, [])).not.toThrow();
  expect(() => rejectInvalid(request, { value: {} }, [wrong(["body", "a"], "is odd", "warning")])).not.toThrow();
});

test("what is wrong is told in the order in which a server finds it", () => {
  const violations = [wrong(["body", "a"]), missingToken];
  const all = { error: unreadable, part: ["body"] };
  expect(() => rejectInvalid(request, all, violations)).toThrow(
    expect.objectContaining({ status: 401, example: "Unauthorized" }),
  );
  expect(() => rejectInvalid(request, all, [wrong(["body", "a"])])).toThrow(unreadable);
  expect(() => rejectInvalid(request, { value: {}, tooLarge }, [wrong(["body", "a"])])).toThrow(
    expect.objectContaining({ status: 400 }),
  );
  expect(() => rejectInvalid(request, { value: {}, tooLarge }, [])).toThrow(tooLarge);
});

test("each error says where it is, what was expected, and what is there", () => {
  const violations = [
    wrong(["body", "a", "0"]),
    wrong(["body", "odd"], "is odd", "warning"),
    wrong(["header", "if-match"], "must match pattern"),
    wrong(["body"], "must be object"),
  ];
  expect(() => rejectInvalid(request, { value: { a: [7] } }, violations)).toThrow(
    expect.objectContaining({
      status: 400,
      example: "ParameterValidationFailure",
      message:
        '/a/0: expected string, got 7. header if-match: expected to match pattern, got "x". The body: expected object, got {"a":[7]}.',
      options: {
        parameters: [
          { name: "a", reason: "expected string, got 7" },
          { name: "if-match", reason: 'expected to match pattern, got "x"' },
          { name: "body", reason: 'expected object, got {"a":[7]}' },
        ],
      },
    }),
  );
});

test("fifty errors are told without a count, and a body of which only the beginning was read is said to be", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => wrong(["body", `a${index}`]));
  expect(() => rejectInvalid(request, { value: {} }, fifty)).toThrow(/\/a49: expected string, got nothing\.$/);
  expect(() => rejectInvalid(request, { value: {}, tooLarge }, [wrong(["body", "a"])])).toThrow(
    /^\/a: expected string, got nothing\. Only the beginning was looked at\. The body: expected less\.$/,
  );
});

test("a name, a place and an expectation are no longer than two hundred characters", () => {
  const [name, text] = ["n".repeat(201), `must ${"x".repeat(300)}`];
  expect(() => rejectInvalid(request, { value: {} }, [wrong(["body", name], text)])).toThrow(
    expect.objectContaining({
      message: `/${"n".repeat(199)}…: expected to ${"x".repeat(197)}…, got nothing.`,
      options: {
        parameters: [{ name: `${"n".repeat(200)}…`, reason: `expected to ${"x".repeat(197)}…, got nothing` }],
      },
    }),
  );
});
