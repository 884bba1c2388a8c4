import { violationKinds } from "../check/report-type.ts";
import { defaultBodyLimit } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { bodyLimits } from "../option-kinds.ts";
import { parse } from "./options.ts";
import { readInteger } from "./read-values.ts";
import { type FailureRules, type ReportFiles, readKinds, toReportFiles } from "./report-options.ts";

/** What `ucwa-mock drift` is asked to do. */
export interface DriftRun extends FailureRules {
  recordings: string[];
  bodyLimit: number;
  files: ReportFiles;
}

const flags = {
  /**
   * A file for the report as JSON.
   * @default none
   */
  json: { type: "string" },
  /**
   * A file for the report as JUnit XML.
   * @default none
   */
  junit: { type: "string" },
  /**
   * A file for the report as a page.
   * @default none
   */
  html: { type: "string" },
  /**
   * The kinds of violations that make the run fail, divided by commas, or `none`.
   * @default all of them
   */
  "fail-on": { type: "string", default: violationKinds.join(",") },
  /**
   * The run fails with fewer checked exchanges.
   * @default 1
   */
  "min-exchanges": { type: "string", default: "1" },
  /**
   * The largest body that is checked, in bytes.
   * @default 1_048_576
   */
  "body-limit": { type: "string", default: String(defaultBodyLimit) },
  /** Prints the flags of drift. */
  help: { type: "boolean", default: false },
} as const;

/** Reads the options of `ucwa-mock drift`. Undefined where `--help` is among them. Throws `UsageError`. */
export function readDriftOptions(args: string[]): DriftRun | undefined {
  const { values, positionals } = parse({ args, allowPositionals: true, options: flags });
  if (values.help) return undefined;
  if (positionals.length === 0)
    throw new UsageError("drift: expected HAR files or folders with them, got none. See ucwa-mock drift --help.");
  return {
    recordings: positionals,
    bodyLimit: readInteger("--body-limit", values["body-limit"], bodyLimits),
    files: toReportFiles(values),
    failOn: readKinds(values["fail-on"]),
    minExchanges: readInteger("--min-exchanges", values["min-exchanges"], [0, 2 ** 31]),
  };
}
