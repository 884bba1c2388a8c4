import type { Suggestion } from "../check/report-type.ts";
import type { HttpOperation } from "../contract/operations.ts";
import { type Lessons, learn } from "./learned.ts";
import type { ConformanceRun } from "./run.ts";
import { createSharing, type SharedFinding } from "./share.ts";

/** What a run found out. It gives nothing of the server away: no host, no name, no id and no token. */
export interface ConformanceReport extends Lessons {
  seed: number;
  /** Whether the run made, changed and deleted meetings. */
  hasWritten: boolean;
  /** Whether it was stopped before its end. */
  isStopped: boolean;
  /** How many requests were sent. */
  requests: number;
  /** The steps to which the server responded that it is busy, so that they show nothing. */
  busy: string[];
  findings: SharedFinding[];
  /** What the server sent and the document does not have, each once. */
  suggestions: Suggestion[];
  /** How many meetings could not be removed. */
  leftovers: number;
  /** Whether there may be more, because a response was lost or had no address, and the list does not show what it made. */
  mayHaveLeftMore: boolean;
}

/** Returns what a run found out, for everybody to see. */
export function toReport(
  { session, isStopped, leftovers }: ConformanceRun,
  operations: HttpOperation[],
  { seed, allowWrites }: { seed: number; allowWrites: boolean },
): ConformanceReport {
  const { finding, suggestion } = createSharing(operations);
  const { findings, suggestions } = session.found;
  return {
    ...{ seed, hasWritten: allowWrites, isStopped, requests: session.count(), busy: session.busy },
    findings: findings.map(finding),
    suggestions: countAlike(suggestions).map(suggestion),
    leftovers: leftovers.meetings.length,
    mayHaveLeftMore: leftovers.isUnsure,
    ...learn(session.answers),
  };
}

function countAlike(suggestions: Suggestion[]): Suggestion[] {
  const found = new Map<string, Suggestion>();
  for (const { count, ...suggestion } of suggestions) {
    const key = JSON.stringify(suggestion);
    found.set(key, { ...suggestion, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()];
}
