import { operations } from "@ucwa-meetings/spec/operations";
import type { Forwarded } from "../forward/forward.ts";
import type { Checked } from "./check.ts";
import type { Report, SeenStatus } from "./report-type.ts";
import type { ReportedViolation } from "./violation.ts";

/** Collects exchanges into a report. */
export interface Reporter {
  add(forwarded: Forwarded, checked: Checked): void;
  report(): Report;
}

/** Starts an empty report. The same violation in many exchanges is one, with a count, so a report stays small. */
export function createReporter(upstream: string): Reporter {
  const violations = new Map<string, ReportedViolation>();
  const seen = new Map<string, number>();
  const documented = new Map<string, number[]>();
  let exchanges = 0;
  let unchecked = 0;
  return {
    add({ response }, { operation, violations: found }) {
      exchanges += 1;
      if (!operation) {
        unchecked += 1;
        return;
      }
      const { iid = "", responses } = operation;
      documented.set(
        iid,
        responses.map(({ code }) => Number(code)),
      );
      count(seen, `${iid} ${response.status}`);
      for (const violation of found) merge(violations, violation);
    },
    report: () => ({
      upstream,
      exchanges,
      unchecked,
      violations: [...violations.values()],
      coverage: operations.operations.map(({ operationId, method, path, success, errors }) => {
        const known = documented.get(operationId) ?? [success, ...errors.map(({ status }) => status)];
        return { operationId, method, path, statuses: statuses(operationId, known, seen) };
      }),
    }),
  };
}

function statuses(operationId: string, documented: number[], seen: Map<string, number>): SeenStatus[] {
  const was = [...seen.keys()]
    .filter((key) => key.startsWith(`${operationId} `))
    .map((key) => Number(key.split(" ")[1]));
  const all = [...new Set([...documented, ...was])].sort((one, other) => one - other);
  return all.map((status) => ({
    status,
    isDocumented: documented.includes(status),
    count: seen.get(`${operationId} ${status}`) ?? 0,
  }));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function merge(violations: Map<string, ReportedViolation>, violation: ReportedViolation): void {
  const { side, operationId, status, representation, pointer, expected } = violation;
  const key = JSON.stringify([side, operationId, status, representation, pointer, expected]);
  const known = violations.get(key);
  if (known) known.count += 1;
  else violations.set(key, { ...violation });
}
