import { shorten } from "../http/text.ts";
import type { Violation } from "./prism.ts";

/** How many violations of a message are explained, answered and kept. */
export const mostViolations = 50;
const longestMessage = 500;
const longestName = 100;

/** The first violations, none of them at length, with one in the end that says how many more there are. */
export function boundViolations(violations: Violation[]): Violation[] {
  const first = violations.slice(0, mostViolations).map(bound);
  const more = violations.length - first.length;
  return more > 0
    ? [...first, { path: ["body"], code: "more", severity: "warning", message: `And ${more} more.` }]
    : first;
}

function bound({ path, message, ...rest }: Violation): Violation {
  return { ...rest, path: path.map((part) => shorten(part, longestName)), message: shorten(message, longestMessage) };
}

// What Node takes for all headers of a message, less some room for the others.
const longest = 8 * 1024 - 100;

/** Prism's violations where the caller can see them: in the header that Prism's own server puts them into, and in its form. */
export function violationHeaders(request: Violation[], answer: Violation[]): Record<string, string> {
  if (request.length + answer.length === 0) return {};
  const value = JSON.stringify([...request.map(describe("request")), ...answer.map(describe("response"))]);
  const ascii = value.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return { "sl-violations": ascii.length > longest ? `Too many violations! ${ascii.slice(0, longest)}` : ascii };
}

function describe(side: string) {
  return ({ path, severity, code, message }: Violation) => ({
    location: [side, ...path],
    severity: severity === "error" ? "Error" : "Warning",
    code,
    message,
  });
}
