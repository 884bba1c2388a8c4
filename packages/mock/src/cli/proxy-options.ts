import { readFile } from "node:fs/promises";
import { defaultBodyLimit, defaultHost, defaultPort, defaultUpstreamTimeout } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { getErrorMessage } from "../http/text.ts";
import { type ViolationKind, violationKinds } from "../proxy/report-type.ts";
import type { ProxyOptions } from "../proxy/start-proxy.ts";
import { maxBodyLimit, parse, ports, readChoice, readInteger } from "./options.ts";

/** Files to write the report into. */
export interface ReportFiles {
  json?: string;
  junit?: string;
  html?: string;
}

/** What `ucwa-mock proxy` is asked to do. */
export interface ProxyRun {
  options: ProxyOptions;
  files: ReportFiles;
  command: string[];
  /** What makes the run fail. */
  failOn: ViolationKind[];
  minExchanges: number;
}

const flags = {
  port: { type: "string", default: String(defaultPort) },
  host: { type: "string", default: defaultHost },
  "allow-host": { type: "string", multiple: true },
  json: { type: "string" },
  junit: { type: "string" },
  html: { type: "string" },
  ca: { type: "string" },
  "fail-on": { type: "string", default: violationKinds.join(",") },
  "min-exchanges": { type: "string" },
  "body-limit": { type: "string", default: String(defaultBodyLimit) },
  timeout: { type: "string", default: String(defaultUpstreamTimeout / 1000) },
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
  const { json, junit, html, ca, host, "allow-host": allowHosts } = values;
  // Who has a command run wants to see traffic.
  const minExchanges = values["min-exchanges"] ?? (command.length > 0 ? "1" : "0");
  return {
    options: {
      upstream,
      port: readInteger("--port", values.port, ports),
      host,
      bodyLimit: readInteger("--body-limit", values["body-limit"], [0, maxBodyLimit]),
      timeout: readInteger("--timeout", values.timeout, [1, 86_400]) * 1000,
      ...(allowHosts && { allowHosts }),
      ...(ca !== undefined && { ca: await readPem(ca) }),
    },
    files: { ...(json && { json }), ...(junit && { junit }), ...(html && { html }) },
    command,
    failOn: readKinds(values["fail-on"]),
    minExchanges: readInteger("--min-exchanges", minExchanges, [0, 2 ** 31]),
  };
}

function readKinds(text: string): ViolationKind[] {
  return text === "none" ? [] : text.split(",").map((kind) => readChoice("--fail-on", kind, violationKinds));
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`--ca: expected a PEM file, got ${JSON.stringify(file)} (${getErrorMessage(error)}).`);
  }
}
