import { plural } from "./plural.ts";
import { printable } from "./printable.ts";
import type { Report } from "./report-type.ts";
import type { ReportedViolation } from "./violation.ts";

/** A violation in one line. */
export function describeViolation(violation: ReportedViolation): string {
  const { side, severity, operationId, status, pointer, expected, actual, example, count } = violation;
  const instead = example === "" ? "" : ` (for example ${example})`;
  const often = count > 1 ? ` (${count} times)` : "";
  const where = `${side} of ${operationId || "another resource"}, ${status || "no status"}`;
  return printable(
    `${severity}  ${where}  ${pointer || "body"}: expected ${expected}${instead}, got ${actual}${often}`,
  );
}

/** The report in a few lines: what came through, what is wrong, and a table of operations and statuses. */
export function summarize({ exchanges, checked, unchecked, violations, omitted, coverage }: Report): string {
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
  return [`${counted}; ${wrong}${left}`, ...rows].join("\n");
}
