import { check } from "../check/check.ts";
import { fromHar } from "../check/from-har.ts";
import { createReporter } from "../check/report.ts";
import { httpOperations } from "../contract/operations.ts";
import { readDriftOptions } from "./drift-options.ts";
import { finishReport } from "./finish-report.ts";
import { listRecordings } from "./list-recordings.ts";
import { logExchange } from "./log-exchange.ts";
import type { CommandResult, Streams } from "./options.ts";
import { readHarFile } from "./read-har-file.ts";

/**
 * Runs `ucwa-mock drift`: compares recordings with the document. It prints only exchanges with the document's resources. Undefined where `--help` is
 * among the options. Throws `UsageError`, and `RecordingError` for a file that is no HAR file.
 */
export async function runDrift(args: string[], streams: Streams): Promise<CommandResult | undefined> {
  const run = readDriftOptions(args);
  if (!run) return undefined;
  const { recordings, bodyLimit, ...rules } = run;
  const operations = await httpOperations();
  const reporter = createReporter(recordings.join(", "), operations);
  const found = await Promise.all(recordings.map((path) => listRecordings("drift", path)));
  for (const file of found.flat()) {
    for await (const exchange of readHarFile(file)) {
      const result = await check(operations, fromHar(exchange, bodyLimit), bodyLimit);
      reporter.add(result);
      if (result.operation || result.violations.length > 0) logExchange(result, streams);
    }
  }
  return { code: await finishReport({ name: "ucwa-mock drift", report: reporter.report(), ...rules }, streams) };
}
