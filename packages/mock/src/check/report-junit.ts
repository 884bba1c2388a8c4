import { describeViolation, escapeMarkup, plural } from "./report-text.ts";
import type { Report, ReportedViolation } from "./report-type.ts";

interface Case {
  suite: string;
  name: string;
  failures: ReportedViolation[];
}

/**
 * The report for a CI server: a suite for each operation, a case for each status that was seen, and one for what else went wrong. Warnings
 * are no failures.
 */
export function toJUnit(report: Report, command = "ucwa-mock proxy"): string {
  const cases = toCases(report);
  const suites = [...new Set([...report.coverage.map(({ operationId }) => operationId), ...cases.map(getSuite)])];
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${command}" tests="${cases.length}" failures="${failed}">`,
    ...suites.map((name) =>
      toSuite(
        name,
        cases.filter((testCase) => getSuite(testCase) === name),
      ),
    ),
    ...(report.omitted > 0 ? [`  <!-- ${plural(report.omitted, "violation")} more are not listed. -->`] : []),
    "</testsuites>\n",
  ].join("\n");
}

const getSuite = ({ suite }: Case) => suite;

function toCases({ coverage, violations }: Report): Case[] {
  const errors = violations.filter(({ severity }) => severity === "error");
  const seen = coverage.flatMap(({ operationId, method, path, statuses }) =>
    statuses
      .filter(({ count }) => count > 0)
      .map(({ status, count }) => ({
        suite: operationId,
        name: `${method} ${path} ${status} (${plural(count, "time")})`,
        failures: errors.filter(
          (error) => error.operationId === operationId && error.status === status && isOfExchange(error),
        ),
      })),
  );
  // Those that are no exchanges with a response of the upstream's.
  const others = errors
    .filter((error) => !seen.some(({ failures }) => failures.includes(error)))
    .map((error) => ({
      suite: error.operationId || "other resources",
      name: `${error.kind} of ${error.method} ${error.target} ${error.status || "no status"}`,
      failures: [error],
    }));
  return [...seen, ...others];
}

function isOfExchange({ kind }: ReportedViolation): boolean {
  return kind !== "upstream" && kind !== "check";
}

function toSuite(name: string, cases: Case[]): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  const head = `  <testsuite name="${escapeMarkup(name)}" tests="${cases.length}" failures="${failed}"`;
  return cases.length === 0 ? `${head} />` : `${head}>\n${cases.map(toTestCase).join("")}  </testsuite>`;
}

function toTestCase({ suite, name, failures }: Case): string {
  const open = `    <testcase classname="${escapeMarkup(suite)}" name="${escapeMarkup(name)}"`;
  if (failures.length === 0) return `${open} />\n`;
  const first = escapeMarkup(failures[0]?.expected ?? "");
  const text = escapeMarkup(failures.map(describeViolation).join("\n"));
  return `${open}>\n      <failure message="${first}">${text}</failure>\n    </testcase>\n`;
}
