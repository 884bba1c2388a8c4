import type { Violation } from "../prism/engine.ts";

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
