import { type ViolationKind, violationKinds } from "../check/report-type.ts";
import { readChoice } from "./read-values.ts";

/** Files to write the report into. */
export interface ReportFiles {
  json?: string;
  junit?: string;
  html?: string;
}

/** What makes a run fail. */
export interface FailureRules {
  /** The kinds of violations. */
  failOn: ViolationKind[];
  /** Fewer checked exchanges. */
  minExchanges: number;
}

/** Reads the kinds of violations after `--fail-on`. Throws `UsageError` for another word. */
export function readKinds(text: string): ViolationKind[] {
  return text === "none" ? [] : text.split(",").map((kind) => readChoice("--fail-on", kind, violationKinds));
}

/** Returns the files that flags name. */
export function toReportFiles({ json, junit, html }: Partial<Record<keyof ReportFiles, string>>): ReportFiles {
  return { ...(json && { json }), ...(junit && { junit }), ...(html && { html }) };
}
