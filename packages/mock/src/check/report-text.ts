import { escapeControlCharacters } from "../http/text.ts";
import type { Report, ReportedViolation, Suggestion } from "./report-type.ts";

/** Returns a violation of a report in one line: where it is, what the document expects there, and what was there. Control characters are escaped. */
export function describeViolation(violation: ReportedViolation): string {
  const { side, severity, operationId, status, pointer, expected, actual, example, count } = violation;
  const instead = example === "" ? "" : ` (for example ${example})`;
  const often = count > 1 ? ` (${count} times)` : "";
  const where = `${side} of ${operationId || "another resource"}, ${status || "no status"}`;
  return escapeControlCharacters(
    `${severity}  ${where}  ${pointer || "body"}: expected ${expected}${instead}, got ${actual}${often}`,
  );
}

/** The report in a few lines: what was sent through, what is wrong, and a table of operations and statuses. */
export function summarize({
  exchanges,
  checked,
  unchecked,
  violations,
  omitted,
  suggestions,
  coverage,
}: Report): string {
  const width = Math.max(...coverage.map(({ operationId }) => operationId.length));
  const rows = coverage.map(({ operationId, statuses }) => {
    const seen = statuses.filter(({ count }) => count > 0).map(({ status, count }) => `${status} x${count}`);
    const known = statuses.filter(({ isDocumented }) => isDocumented);
    const covered = known.filter(({ count }) => count > 0).length;
    return `  ${operationId.padEnd(width)}  ${covered}/${known.length} statuses  ${seen.join(", ")}`.trimEnd();
  });
  const errors = violations.filter(({ severity }) => severity === "error").length;
  const counted = `${plural(exchanges, "exchange")}, ${checked} checked, ${unchecked} with other resources`;
  const wrong = `${plural(errors, "violation")}, ${plural(violations.length - errors, "warning")}`;
  const left = omitted === 0 ? "" : `, and ${omitted} more that are not listed`;
  return [`${counted}; ${wrong}${left}`, ...rows, ...describeSuggestions(suggestions)].join("\n");
}

function describeSuggestions(suggestions: Suggestion[]): string[] {
  if (suggestions.length === 0) return [];
  const lines = suggestions.map(
    (suggestion) =>
      `  ${suggestion.operationId}, ${suggestion.status}  ${suggestion.pointer}: ${describeSuggestion(suggestion)}, ${plural(suggestion.count, "time")}`,
  );
  return ["the server sent what the document does not have:", ...lines.map(escapeControlCharacters)];
}

/** Says what the document would have to have. */
export function describeSuggestion({ kind, name, found }: Suggestion): string {
  if (kind === "member") return `the member ${JSON.stringify(found)} of the enumeration ${name}`;
  return kind === "property" ? `the property ${name}, ${found}` : `the ${kind} ${name}`;
}

/** A number with its noun. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text for an element or an attribute of XML or HTML; control characters, and those that turn the writing around, become question marks. */
export function escapeMarkup(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => escapes[character] ?? character)
    .replace(/[^\t\n\r\x20-\x7E\u00A0-\u{10FFFF}]|[\uD800-\uDFFF\uFFFE\uFFFF\u202A-\u202E\u2066-\u2069]/gu, "?");
}

/** The report as JSON in lines. */
export function toJson(report: Report): string {
  const lines = JSON.stringify(report, undefined, 2).split("\n");
  return `${lines.map(escapeControlCharacters).join("\n")}\n`;
}
