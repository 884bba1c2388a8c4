import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { UsageError } from "../errors.ts";
import { messageOf } from "../guard.ts";
import { toHtml } from "../report/html.ts";
import { toJUnit } from "../report/junit.ts";
import { describeViolation, summarize } from "../report/line.ts";
import type { Report } from "../report/report-type.ts";
import { startProxy, type ValidationProxy } from "../start-proxy.ts";
import type { Streams } from "./mock-command.ts";
import { parse, ports, readInteger } from "./options.ts";
import type { Outcome } from "./run.ts";

interface Files {
  json?: string;
  junit?: string;
  html?: string;
}

/** Runs `ucwa-mock proxy`. Undefined where `--help` is among the options. Throws `UsageError`, and what `startProxy` throws. */
export async function runProxy(args: string[], streams: Streams): Promise<Outcome | undefined> {
  const divide = args.indexOf("--");
  const [own, command] = divide < 0 ? [args, []] : [args.slice(0, divide), args.slice(divide + 1)];
  const { values, positionals } = parse({
    args: own,
    allowPositionals: true,
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      json: { type: "string" },
      junit: { type: "string" },
      html: { type: "string" },
      ca: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const [upstream, ...more] = positionals;
  if (upstream === undefined || more.length > 0)
    throw new UsageError("proxy takes one upstream. See ucwa-mock proxy --help.");
  const { json, junit, html, ca, host } = values;
  const port = readInteger("--port", values.port, ports);
  const trust = ca === undefined ? {} : { ca: await readPem(ca) };
  const proxy = await startProxy({ upstream, port, host, ...trust, log: (line) => logExchange(line, streams) });
  const files = { ...(json && { json }), ...(junit && { junit }), ...(html && { html }) };
  const finish = () => end(proxy, files, streams);
  if (command.length > 0) {
    const code = await runCommand(command, proxy.url).finally(() => proxy.close());
    return { code: code || (await finish()) };
  }
  streams.out(`The proxy listens on ${proxy.url}`);
  return { close: finish };
}

type Line = Parameters<NonNullable<Parameters<typeof startProxy>[0]["log"]>>[0];

function logExchange({ method, target, status, violations }: Line, { out }: Streams): void {
  out(`${method} ${target} ${status}`);
  for (const violation of violations) out(`  ${describeViolation(violation)}`);
}

async function end(proxy: ValidationProxy, files: Files, { out, error }: Streams): Promise<number> {
  await proxy.close();
  const report = proxy.report();
  out(summarize(report));
  try {
    await writeReports(report, files);
  } catch (reason) {
    error(`The report cannot be written: ${messageOf(reason)}`);
    return 2;
  }
  return report.violations.some(({ severity }) => severity === "error") ? 1 : 0;
}

async function writeReports(report: Report, { json, junit, html }: Files): Promise<void> {
  if (json) await writeFile(json, `${JSON.stringify(report, undefined, 2)}\n`);
  if (junit) await writeFile(junit, toJUnit(report));
  if (html) await writeFile(html, toHtml(report));
}

async function runCommand([name = "", ...args]: string[], url: string): Promise<number> {
  const child = spawn(name, args, { stdio: "inherit", env: { ...process.env, UCWA_MOCK_URL: url } });
  const failed = once(child, "error").then(([error]) => {
    throw new UsageError(`${name} cannot be run: ${messageOf(error)}.`);
  });
  const [code] = await Promise.race([once(child, "exit"), failed]);
  return code ?? 1;
}

async function readPem(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`--ca cannot read ${file}: ${messageOf(error)}.`);
  }
}
