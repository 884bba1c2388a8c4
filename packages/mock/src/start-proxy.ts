import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { UsageError } from "./errors.ts";
import { createForwarder } from "./forward/forward.ts";
import { messageOf } from "./guard.ts";
import { redact, ticketOf } from "./journal/redact.ts";
import { createEngine } from "./prism/engine.ts";
import { httpOperations } from "./prism/operations.ts";
import { check } from "./report/check.ts";
import { createReporter } from "./report/report.ts";
import type { Report } from "./report/report-type.ts";
import type { ReportedViolation } from "./report/violation.ts";
import { closeServer, listen, urlOf } from "./serve/listen.ts";

/** What a proxy stands in front of, and where it listens. */
export interface ProxyOptions {
  /** The origin of the server, such as `https://fe1.contoso.com`. */
  upstream: string;
  port?: number;
  host?: string;
  /** Certificates to trust beside the ones that Node trusts, as PEM. */
  ca?: string;
  /** Gets each exchange when it is over, with what is wrong with it. Tickets are redacted. */
  log?: (line: { method: string; target: string; status: number; violations: ReportedViolation[] }) => void;
}

/** A running proxy. */
export interface ValidationProxy extends AsyncDisposable {
  url: string;
  /** What came through so far. */
  report(): Report;
  close(): Promise<void>;
}

/**
 * Puts the document in front of a real server: everything goes through as it is, and is held against the document on the way.
 * Throws `UsageError` for an upstream that is no origin, `PortInUseError` where another process has the port.
 */
export async function startProxy(options: ProxyOptions): Promise<ValidationProxy> {
  const { port = 0, host = "127.0.0.1", ca, log } = options;
  const upstream = readOrigin(options.upstream);
  const engine = createEngine(await httpOperations());
  const forwarder = createForwarder(upstream, ca);
  const reporter = createReporter(upstream.origin);
  const pending = new Set<Promise<void>>();

  const pass = async (message: IncomingMessage, response: ServerResponse) => {
    try {
      const forwarded = await forwarder.forward(message, response);
      const checked = await check(engine, forwarded);
      reporter.add(forwarded, checked);
      const { method, headers } = forwarded.request;
      const target = redact(forwarded.request.target, ticketOf(headers));
      log?.({ method, target, status: forwarded.response.status, violations: checked.violations });
    } catch (error) {
      refuse(response, `${upstream.origin} cannot be reached: ${messageOf(error)}`);
    }
  };
  const server = createServer((message, response) => {
    const passing = pass(message, response).finally(() => pending.delete(passing));
    pending.add(passing);
  });
  await listen(server, port, host);
  const close = async () => {
    await closeServer(server);
    await Promise.all(pending);
    forwarder.close();
  };
  return { url: urlOf(server, host), report: reporter.report, close, [Symbol.asyncDispose]: close };
}

function refuse(response: ServerResponse, message: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(502, { "content-type": "text/plain; charset=utf-8" }).end(`${message}\n`);
}

function readOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.username === "")
    return url;
  throw new UsageError(`The upstream is an origin such as https://fe1.contoso.com, not ${JSON.stringify(text)}.`);
}
