import { expect, test } from "vitest";
import { limitViolations, type Violation, violationHeaders } from "./violations.ts";

const violation = (message: string, path = ["body", "subject"]): Violation => ({
  path,
  message,
  code: "type",
  severity: "error",
});

test("fifty violations are told, and how many more there are", () => {
  const fifty = Array.from({ length: 50 }, (_, index) => violation(`must be ${index}`));
  expect(limitViolations(fifty)).toEqual(fifty);
  expect(limitViolations([...fifty, violation("a"), violation("b")])).toEqual([
    ...fifty,
    { path: ["body"], code: "more", severity: "warning", message: "And 2 more." },
  ]);
});

test("a long message and a long name are cut", () => {
  const long = violation("m".repeat(501), ["body", "n".repeat(101)]);
  const short = { ...long, message: `${"m".repeat(500)}…`, path: ["body", `${"n".repeat(100)}…`] };
  expect(limitViolations([long])).toEqual([short]);
  const longest = violation("m".repeat(500), ["n".repeat(100)]);
  expect(limitViolations([longest])).toEqual([longest]);
});

test("the header lists the violations of both sides, as Prism's own server does, in ASCII", () => {
  const warning: Violation = { path: ["header"], message: "is ü", code: "x", severity: "warning" };
  const { "sl-violations": header = "" } = violationHeaders({
    request: [violation("must be string")],
    response: [warning],
  });
  expect(header).toContain("is \\u00fc");
  expect(JSON.parse(header)).toEqual([
    { location: ["request", "body", "subject"], severity: "Error", code: "type", message: "must be string" },
    { location: ["response", "header"], severity: "Warning", code: "x", message: "is ü" },
  ]);
});

test("a message without violations has no header for them", () => {
  expect(violationHeaders({ request: [], response: [] })).toEqual({});
  expect(violationHeaders({ request: [], response: [violation("a")] })).toHaveProperty("sl-violations");
});

test("a header for violations is no longer than Prism's own server lets it become", () => {
  const overhead = JSON.stringify([{ location: ["request"], severity: "Error", code: "type", message: "" }]).length;
  const header = (length: number) =>
    violationHeaders({ request: [violation("m".repeat(length - overhead), [])], response: [] })["sl-violations"];
  expect(header(8092)).toMatch(/^\[\{.+m"\}\]$/);
  expect(header(8092)).toHaveLength(8092);
  expect(header(8093)).toMatch(/^Too many violations! \[\{.+m"\}$/);
});
