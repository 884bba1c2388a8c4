import { writeFile } from "node:fs/promises";
import { toHtml } from "../check/report-html.ts";
import { toJUnit } from "../check/report-junit.ts";
import { describeViolation, plural, summarize, toJson } from "../check/report-text.ts";
import type { Report } from "../check/report-type.ts";
import { MockError } from "../errors.ts";
import { escapeControlCharacters, getErrorMessage } from "../http/text.ts";
import { type ProxyOptions, startProxy, type ValidationProxy } from "../proxy/start-proxy.ts";
import type { RecordingSummary } from "../record/recorder.ts";
import type { CommandResult, Streams } from "./options.ts";
import { type ProxyRun, type ReportFiles, readProxyOptions } from "./proxy-options.ts";
import { runCommand } from "./run-command.ts";

// As long as a shell's user waits before asking twice.
const killTimeout = 5000;

/** Runs `ucwa-mock proxy`. Undefined where `--help` is among the options. Throws `UsageError`, and what `startProxy` throws. */
export async function runProxy(args: string[], streams: Streams): Promise<CommandResult | undefined> {
  const run = await readProxyOptions(args);
  if (!run) return undefined;
  const proxy = await startProxy({ ...run.options, log: (line) => logExchange(line, streams) });
  if (run.command.length > 0) {
    const env = { ...process.env, UCWA_MOCK_URL: proxy.url };
    const code = await runCommand(run.command, env, streams, killTimeout);
    const own = await end(proxy, run, streams);
    return { code: code || own };
  }
  streams.out(`The proxy listens on ${proxy.url}`);
  return { close: () => end(proxy, run, streams) };
}

type Line = Parameters<NonNullable<ProxyOptions["log"]>>[0];

function logExchange({ method, target, status, violations }: Line, { out }: Streams): void {
  out(escapeControlCharacters(`${method} ${target} ${status || "no status"}`));
  for (const violation of violations) out(`  ${describeViolation(violation)}`);
}

async function end(
  proxy: ValidationProxy,
  { files, failOn, minExchanges }: ProxyRun,
  { out, error }: Streams,
): Promise<number> {
  await proxy.close();
  const report = proxy.report();
  out(summarize(report));
  const recording = proxy.recording();
  if (recording) out(describeRecording(recording));
  try {
    await writeReports(report, files);
  } catch (reason) {
    error(getErrorMessage(reason));
    return 2;
  }
  if (recording?.failure !== undefined) {
    error(`--record: expected a folder that can be written, got ${recording.failure}.`);
    return 2;
  }
  const hasTooFew = report.checked < minExchanges;
  if (hasTooFew)
    error(`--min-exchanges: expected at least ${plural(minExchanges, "checked exchange")}, got ${report.checked}.`);
  const isBroken = report.violations.some(({ severity, kind }) => severity === "error" && failOn.includes(kind));
  return hasTooFew || isBroken ? 1 : 0;
}

function describeRecording({ file, recorded, omitted, seedFile, seeds }: RecordingSummary): string {
  const left = omitted === 0 ? "" : `, ${omitted} left out`;
  return `${plural(recorded, "exchange")} recorded in ${file}${left}; ${plural(seeds, "resource")} in ${seedFile}`;
}

async function writeReports(report: Report, { json, junit, html }: ReportFiles): Promise<void> {
  if (json) await writeReport("--json", json, toJson(report));
  if (junit) await writeReport("--junit", junit, toJUnit(report));
  if (html) await writeReport("--html", html, toHtml(report));
}

async function writeReport(flag: string, file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    const actual = `${JSON.stringify(file)} (${getErrorMessage(error)})`;
    throw new MockError(`${flag}: expected a file that can be written, got ${actual}.`, { cause: error });
  });
}
