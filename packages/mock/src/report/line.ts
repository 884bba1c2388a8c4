import type { Report } from "./report-type.ts";
import type { ReportedViolation } from "./violation.ts";

/** A violation in one line. */
export function describeViolation(violation: ReportedViolation): string {
  const { side, severity, operationId, status, pointer, expected, actual, example, count } = violation;
  const instead = example === "" ? "" : `, for example ${example}`;
  const often = count > 1 ? ` (${count} times)` : "";
  return `${severity}  ${side} of ${operationId}, ${status}  ${pointer || "body"}: ${expected}${instead}; ${actual} came${often}`;
}

/** The report in a few lines: what came through, what is wrong, and a table of operations and statuses. */
export function summarize({ exchanges, unchecked, violations, coverage }: Report): string {
  const width = Math.max(...coverage.map(({ operationId }) => operationId.length));
  const rows = coverage.map(({ operationId, statuses }) => {
    const seen = statuses.filter(({ count }) => count > 0).map(({ status, count }) => `${status} x${count}`);
    const known = statuses.filter(({ isDocumented }) => isDocumented);
    const covered = known.filter(({ count }) => count > 0).length;
    return `  ${operationId.padEnd(width)}  ${covered}/${known.length} statuses  ${seen.join(", ")}`.trimEnd();
  });
  const errors = violations.filter(({ severity }) => severity === "error").length;
  const counted = `${exchanges} exchanges, ${unchecked} of them with other resources`;
  return [`${counted}; ${errors} violations, ${violations.length - errors} warnings`, ...rows].join("\n");
}
