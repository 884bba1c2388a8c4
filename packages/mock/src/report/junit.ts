import { describeViolation } from "./line.ts";
import { escapeMarkup } from "./markup.ts";
import type { Coverage, Report } from "./report-type.ts";
import type { ReportedViolation } from "./violation.ts";

/** The report for a CI server: a suite for each operation, a case for each status that was seen. Warnings are no failures. */
export function toJUnit({ coverage, violations }: Report): string {
  const failures = violations.filter(({ severity }) => severity === "error");
  const suites = coverage.map((operation) => suite(operation, failures));
  const cases = coverage.flatMap(({ statuses }) => statuses.filter(({ count }) => count > 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ucwa-mock proxy" tests="${cases.length}" failures="${failedCases(failures)}">`,
    ...suites,
    "</testsuites>\n",
  ].join("\n");
}

function suite({ operationId, method, path, statuses }: Coverage, failures: ReportedViolation[]): string {
  const own = failures.filter((violation) => violation.operationId === operationId);
  const seen = statuses.filter(({ count }) => count > 0);
  const cases = seen.map(({ status, count }) => {
    const found = own.filter((violation) => violation.status === status);
    const open = `    <testcase classname="${operationId}" name="${method} ${escapeMarkup(path)} ${status} (${count} times)"`;
    if (found.length === 0) return `${open} />\n`;
    const first = escapeMarkup(found[0]?.expected ?? "");
    const text = escapeMarkup(found.map(describeViolation).join("\n"));
    return `${open}>\n      <failure message="${first}">${text}</failure>\n    </testcase>\n`;
  });
  const head = `  <testsuite name="${operationId}" tests="${seen.length}" failures="${failedCases(own)}"`;
  return cases.length === 0 ? `${head} />` : `${head}>\n${cases.join("")}  </testsuite>`;
}

function failedCases(violations: ReportedViolation[]): number {
  return new Set(violations.map(({ operationId, status }) => `${operationId} ${status}`)).size;
}
