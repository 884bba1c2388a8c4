import type { Violation } from "../prism/engine.ts";
import { shorten } from "../shorten.ts";

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
