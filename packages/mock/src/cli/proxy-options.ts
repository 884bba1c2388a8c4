import { readFile } from "node:fs/promises";
import { violationKinds } from "../check/report-type.ts";
import { defaultBodyLimit, defaultHost, defaultPort, defaultUpstreamTimeout } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { bodyLimits, ports } from "../option-kinds.ts";
import type { ProxyOptions } from "../proxy/start-proxy.ts";
import { toRedactions } from "../record/read-redactions.ts";
import type { Redaction } from "../record/redaction-type.ts";
import { parse } from "./options.ts";
import { readJson } from "./read-json.ts";
import { readInteger } from "./read-values.ts";
import { type FailureRules, type ReportFiles, readKinds, toReportFiles } from "./report-options.ts";

/** What `ucwa-mock proxy` is asked to do. */
export interface ProxyRun extends FailureRules {
  options: ProxyOptions;
  files: ReportFiles;
  command: string[];
}

const flags = {
  /**
   * The port to listen on; 0 takes any free one.
   * @default 4010
   */
  port: { type: "string", default: String(defaultPort) },
  host: { type: "string", default: defaultHost },
  /**
   * A host name that the proxy accepts in addition to those of this machine.
   * @default only the names of this machine if it listens on a loopback address, otherwise every name
   */
  "allow-host": { type: "string", multiple: true },
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
   * A PEM file with certificates to trust in addition to those that Node trusts.
   * @default none
   */
  ca: { type: "string" },
  /**
   * A folder for a recording: what the server said as a HAR file without secrets, and its resources for `--seed`.
   * @default none
   */
  record: { type: "string" },
  /**
   * A JSON file with rows that come before those of the table of what a recording leaves out.
   * @default none
   */
  redact: { type: "string" },
  /**
   * The kinds of violations that make the run fail, divided by commas, or `none`.
   * @default all of them
   */
  "fail-on": { type: "string", default: violationKinds.join(",") },
  /**
   * The run fails with fewer checked exchanges.
   * @default one with a command, none without
   */
  "min-exchanges": { type: "string" },
  "body-limit": { type: "string", default: String(defaultBodyLimit) },
  /**
   * How long the upstream may send nothing before the client gets 504, in seconds.
   * @default 300
   */
  timeout: { type: "string", default: String(defaultUpstreamTimeout / 1000) },
  /** Prints the flags of the proxy. */
  help: { type: "boolean", default: false },
} as const;

/** Reads the options of `ucwa-mock proxy`. Undefined where `--help` is among them. Throws `UsageError`. */
export async function readProxyOptions(args: string[]): Promise<ProxyRun | undefined> {
  const separator = args.indexOf("--");
  const [own, command] = separator < 0 ? [args, []] : [args.slice(0, separator), args.slice(separator + 1)];
  const { values, positionals } = parse({ args: own, allowPositionals: true, options: flags });
  if (values.help) return undefined;
  const [upstream, ...more] = positionals;
  if (upstream === undefined || more.length > 0)
    throw new UsageError(
      `proxy: expected one upstream, got ${positionals.length || "none"}. See ucwa-mock proxy --help.`,
    );
  const { ca, host, record, "allow-host": allowHosts } = values;
  // Who has a command run wants to see traffic.
  const minExchanges = values["min-exchanges"] ?? (command.length > 0 ? "1" : "0");
  return {
    options: {
      upstream,
      port: readInteger("--port", values.port, ports),
      host,
      bodyLimit: readInteger("--body-limit", values["body-limit"], bodyLimits),
      timeout: readInteger("--timeout", values.timeout, [1, 86_400]) * 1000,
      ...(allowHosts && { allowHosts }),
      ...(ca !== undefined && { ca: await readPem(ca) }),
      ...(record !== undefined && { record }),
      ...(values.redact !== undefined && { redactions: await readRedactions(values.redact, record) }),
    },
    files: toReportFiles(values),
    command,
    failOn: readKinds(values["fail-on"]),
    minExchanges: readInteger("--min-exchanges", minExchanges, [0, 2 ** 31]),
  };
}

async function readRedactions(file: string, record: string | undefined): Promise<Redaction[]> {
  if (record === undefined) throw new UsageError("--redact: expected --record beside it, got none.");
  return toRedactions(`--redact: ${file}`, await readJson("--redact", file));
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`--ca: expected a PEM file, got ${JSON.stringify(file)} (${getErrorMessage(error)}).`);
  }
}
