import { writeFile } from "node:fs/promises";
import { toHtml } from "../check/report-html.ts";
import { toJUnit } from "../check/report-junit.ts";
import { plural, summarize, toJson } from "../check/report-text.ts";
import type { Report } from "../check/report-type.ts";
import { MockError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import type { Streams } from "./options.ts";
import type { FailureRules, ReportFiles } from "./report-options.ts";

/** A run whose report is complete. */
export interface FinishedRun extends FailureRules {
  /** The command that made the report. */
  name: string;
  report: Report;
  files: ReportFiles;
}

/** Prints a report and writes it into files. Returns the exit code: 1 if the run failed, 2 if a file cannot be written. */
export async function finishReport(run: FinishedRun, { out, error }: Streams): Promise<number> {
  const { report, failOn, minExchanges } = run;
  out(summarize(report));
  try {
    await writeReports(run);
  } catch (reason) {
    error(getErrorMessage(reason));
    return 2;
  }
  const hasTooFew = report.checked < minExchanges;
  if (hasTooFew)
    error(`--min-exchanges: expected at least ${plural(minExchanges, "checked exchange")}, got ${report.checked}.`);
  const isBroken = report.violations.some(({ severity, kind }) => severity === "error" && failOn.includes(kind));
  return hasTooFew || isBroken ? 1 : 0;
}

async function writeReports({ name, report, files: { json, junit, html } }: FinishedRun): Promise<void> {
  if (json) await writeReport("--json", json, toJson(report));
  if (junit) await writeReport("--junit", junit, toJUnit(report, name));
  if (html) await writeReport("--html", html, toHtml(report));
}

async function writeReport(flag: string, file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    const actual = `${JSON.stringify(file)} (${getErrorMessage(error)})`;
    throw new MockError(`${flag}: expected a file that can be written, got ${actual}.`, { cause: error });
  });
}
