import { shorten } from "../http/text.ts";

/** A violation that Prism found. `path` begins with the part of the message, such as `body` or `header`. */
export interface Violation {
  path: string[];
  message: string;
  code: string;
  severity: "error" | "warning";
}

/** How many violations of a message the mock explains, sends and keeps. */
export const maxViolations = 50;
const maxMessageLength = 500;
const maxNameLength = 100;

/** The violations of a request and of its response. Violations of the response are mistakes of the mock. */
export interface Violations {
  request: Violation[];
  response: Violation[];
}

/** Returns the first violations, with short messages. If there are more, the last one says how many. */
export function limitViolations(violations: Violation[]): Violation[] {
  const first = violations.slice(0, maxViolations).map(shortenViolation);
  const more = violations.length - first.length;
  return more > 0
    ? [...first, { path: ["body"], code: "more", severity: "warning", message: `And ${more} more.` }]
    : first;
}

function shortenViolation({ path, message, ...rest }: Violation): Violation {
  const short = path.map((part) => shorten(part, maxNameLength));
  return { ...rest, path: short, message: shorten(message, maxMessageLength) };
}

// As long as Prism's own server lets it become: many servers and clients take 8 KiB of headers in all.
const maxHeaderLength = 8 * 1024 - 100;

/** The header that Prism's own server tells its violations in, in Prism's form; none where there are none. */
export function violationHeaders({ request, response }: Violations): Record<string, string> {
  if (request.length + response.length === 0) return {};
  const value = JSON.stringify([...request.map(toHeaderItem("request")), ...response.map(toHeaderItem("response"))]);
  const ascii = value.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  const isTooLong = ascii.length > maxHeaderLength;
  return { "sl-violations": isTooLong ? `Too many violations! ${ascii.slice(0, maxHeaderLength)}` : ascii };
}

function toHeaderItem(side: string) {
  return ({ path, severity, code, message }: Violation) => ({
    location: [side, ...path],
    severity: severity === "error" ? "Error" : "Warning",
    code,
    message,
  });
}
