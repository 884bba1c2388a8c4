import { plural } from "../check/report-text.ts";
import { startProxy, type ValidationProxy } from "../proxy/start-proxy.ts";
import type { RecordingSummary } from "../record/recording-summary.ts";
import { finishReport } from "./finish-report.ts";
import { logExchange } from "./log-exchange.ts";
import type { CommandResult, Streams } from "./options.ts";
import { type ProxyRun, readProxyOptions } from "./proxy-options.ts";
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

async function end(proxy: ValidationProxy, run: ProxyRun, streams: Streams): Promise<number> {
  await proxy.close();
  const { files, failOn, minExchanges } = run;
  const finished = { name: "ucwa-mock proxy", report: proxy.report(), files, failOn, minExchanges };
  const code = await finishReport(finished, streams);
  const recording = proxy.recording();
  if (!recording) return code;
  streams.out(describeRecording(recording));
  if (recording.failure === undefined) return code;
  streams.error(`--record: expected a folder that can be written, got ${recording.failure}.`);
  return 2;
}

function describeRecording({ file, recorded, omitted, seedFile, seeds }: RecordingSummary): string {
  const left = omitted === 0 ? "" : `, ${omitted} left out`;
  return `${plural(recorded, "exchange")} recorded in ${file}${left}; ${plural(seeds, "resource")} in ${seedFile}`;
}
