import type { HttpOperation } from "../contract/operations.ts";
import type { CheckResult } from "./check.ts";
import type { Report, ReportedViolation, SeenStatus, Suggestion } from "./report-type.ts";

/** Collects exchanges into a report. */
export interface Reporter {
  add(checked: CheckResult): void;
  report(): Report;
}

// Limits the memory of a proxy that runs for weeks. As each text has a limit, that is at most 3 MB.
const maxFindings = 1000;

/** Creates an empty report. It lists a violation that occurs in many exchanges once, with a count, so it stays small. */
export function createReporter(upstream: string, operations: HttpOperation[]): Reporter {
  const violations = new Map<string, ReportedViolation>();
  const suggestions = new Map<string, Suggestion>();
  const seen = new Map<string, number>();
  const counts = { exchanges: 0, checked: 0, unchecked: 0, omitted: 0 };
  return {
    add({ operation, status, isChecked, violations: findings, suggestions: suggested, omitted }) {
      counts.exchanges += 1;
      counts.omitted += omitted;
      if (isChecked) counts.checked += 1;
      if (!operation) counts.unchecked += 1;
      // The status of an unchecked exchange may come from the proxy.
      else if (isChecked) count(seen, `${operation.iid} ${status}`);
      for (const violation of findings) if (!merge(violations, toKey(violation), violation)) counts.omitted += 1;
      for (const suggestion of suggested) merge(suggestions, toSuggestionKey(suggestion), suggestion);
    },
    report: () => ({
      upstream,
      ...counts,
      violations: [...violations.values()].map((violation) => ({ ...violation })),
      suggestions: [...suggestions.values()].map((suggestion) => ({ ...suggestion })),
      coverage: operations.map(({ iid = "", method, path, responses }) => ({
        operationId: iid,
        method: method.toUpperCase(),
        path,
        statuses: statuses(iid, responses, seen),
      })),
    }),
  };
}

function statuses(operationId: string, responses: HttpOperation["responses"], seen: Map<string, number>): SeenStatus[] {
  const documented = responses.map(({ code }) => Number(code));
  const was = [...seen.keys()]
    .filter((key) => key.startsWith(`${operationId} `))
    .map((key) => Number(key.split(" ")[1]));
  const all = [...new Set([...documented, ...was])].sort((first, second) => first - second);
  return all.map((status) => ({
    status,
    isDocumented: documented.includes(status),
    count: seen.get(`${operationId} ${status}`) ?? 0,
  }));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function toKey({ kind, side, operationId, status, representation, pointer, expected }: ReportedViolation): string {
  return JSON.stringify([kind, side, operationId, status, representation, pointer, expected]);
}

/** A server that sends a header sends it everywhere. */
function toSuggestionKey({ kind, operationId, status, pointer, found }: Suggestion): string {
  return JSON.stringify(kind === "header" ? [pointer] : [kind, operationId, status, pointer, found]);
}

/** Adds a finding, or counts it where it is known. Returns false if there is no room for it. */
function merge<Finding extends { count: number }>(known: Map<string, Finding>, key: string, finding: Finding): boolean {
  const same = known.get(key);
  if (same) same.count += 1;
  else if (known.size >= maxFindings) return false;
  else known.set(key, finding);
  return true;
}
