import { writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { type ConformanceReport, toReport } from "../conformance/report.ts";
import { toPage } from "../conformance/report-page.ts";
import { describeRun } from "../conformance/report-text.ts";
import { runConformance } from "../conformance/run.ts";
import { httpOperations } from "../contract/operations.ts";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { createRedactor } from "../redact/redact.ts";
import { type ConformanceCommand, readConformanceOptions } from "./conformance-options.ts";
import type { CommandResult, Streams } from "./options.ts";

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs `ucwa-mock conformance`: tries out a server, and says what breaks the document and what was learned. A signal stops it; what it made is still
 * removed. Undefined where `--help` is among the options. Throws `UsageError`.
 */
export async function runConformanceCommand(args: string[], streams: Streams): Promise<CommandResult | undefined> {
  const command = readConformanceOptions(args, process.env);
  if (!command) return undefined;
  // What cannot be written is better known before the run than after it.
  await writeFiles(command, undefined);
  const stop = new AbortController();
  let ended: NodeJS.Signals | undefined;
  const end = (signal: NodeJS.Signals) => {
    // A second signal does not wait.
    if (ended) process.exit(128 + constants.signals[signal]);
    ended = signal;
    streams.error("Stopping. What the run has made is being removed; a second signal leaves it there.");
    stop.abort(new Error("The run was stopped."));
  };
  for (const signal of signals) process.on(signal, end);
  try {
    const run = await runConformance({ ...command, year: new Date().getUTCFullYear(), stop: stop.signal });
    const report = toReport(run, await httpOperations(), command);
    // A server can send a token back.
    const { text } = createRedactor({ target: "", headers: { authorization: `Bearer ${command.token}` }, text: "" });
    streams.out(describeRun(run, report, text));
    await writeFiles(command, report);
    if (ended) return { code: 128 + constants.signals[ended] };
    return { code: report.findings.length + report.leftovers > 0 || report.mayHaveLeftMore ? 1 : 0 };
  } finally {
    for (const signal of signals) process.off(signal, end);
  }
}

/** Writes the files that were asked for; empty ones before the run. */
async function writeFiles({ files }: ConformanceCommand, report: ConformanceReport | undefined): Promise<void> {
  const toJson = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
  const { dialect, switches } = report ?? {};
  await write("--json", files.json, report && toJson(report));
  await write("--html", files.html, report && toPage(report));
  await write("--as-dialect", files.dialect, report && toJson({ dialect, switches }));
}

async function write(flag: string, file: string | undefined, text = ""): Promise<void> {
  if (file === undefined) return;
  await writeFile(file, text).catch((error) => {
    throw new UsageError(
      `${flag}: expected a file that can be written, got ${JSON.stringify(file)} (${getErrorMessage(error)}).`,
    );
  });
}
