import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { check } from "../check/check.ts";
import { createReporter } from "../check/report.ts";
import type { Report, ReportedViolation } from "../check/report-type.ts";
import { type HttpOperation, httpOperations } from "../contract/operations.ts";
import { defaultBodyLimit, defaultCloseTimeout, defaultHost, defaultUpstreamTimeout } from "../defaults.ts";
import { UsageError } from "../errors.ts";
import { createHostCheck, foreignHostMessage } from "../http/hosts.ts";
import { parseHttpUrl } from "../http/url.ts";
import {
  anyCount,
  bodyLimits,
  callback,
  checkOptions,
  fromOne,
  integer,
  type Kinds,
  ports,
  text,
  texts,
} from "../option-kinds.ts";
import { createRecorder, type Recorder } from "../record/recorder.ts";
import type { RecordingSummary } from "../record/recording-summary.ts";
import type { Redaction } from "../record/redaction-type.ts";
import { closeServer, getUrl, listen } from "../server/listen.ts";
import { createForwarder, type Forwarder } from "./forward.ts";

/** The options of `startProxy`. */
export interface ProxyOptions {
  /** The origin of the server, such as `https://fe1.contoso.com`. */
  upstream: string;
  /**
   * The port to listen on; 0 takes any free one.
   * @default 0
   */
  port?: number;
  /**
   * The address to listen on. Only this machine reaches the default.
   * @default "127.0.0.1"
   */
  host?: string;
  /**
   * Host names that the proxy accepts in addition to those of this machine, such as `proxy.contoso.com`.
   * @default only the names of this machine if `host` is a loopback address, otherwise every name
   */
  allowHosts?: string[];
  /**
   * Certificates to trust in addition to those that Node trusts, as PEM.
   * @default none
   */
  ca?: string;
  /**
   * The largest body that the proxy checks, in bytes, before and after decompression. It forwards larger ones without a check.
   * @default 1_048_576
   */
  bodyLimit?: number;
  /**
   * How long the upstream may send nothing before the client gets 504, in milliseconds.
   * @default 300_000
   */
  timeout?: number;
  /**
   * How long `close()` waits for exchanges in flight before it cuts them off, in milliseconds.
   * @default 2000
   */
  closeTimeout?: number;
  /**
   * A folder for a recording: a HAR file of this run, and `seeds.json`. Secrets are left out, and what names people, machines and meetings is replaced.
   * @default nothing is recorded
   */
  record?: string;
  /**
   * Rows that come before those of the table of what a recording leaves out.
   * @default []
   */
  redactions?: Redaction[];
  /**
   * Called for each exchange when it is over, with its violations. Tokens are redacted. What it throws changes no exchange: it is an unhandled
   * rejection, which fails a run of tests and ends another process.
   * @default nothing is logged
   */
  log?: (line: { method: string; target: string; status: number; violations: ReportedViolation[] }) => void;
}

/** A running proxy. */
export interface ValidationProxy extends AsyncDisposable {
  /** The URL of the proxy, without a slash at the end. */
  url: string;
  /** The report on all exchanges so far. */
  report(): Report;
  /** What was recorded so far; undefined without `record`. */
  recording(): RecordingSummary | undefined;
  /** Takes no new connections, waits for the exchanges in flight, and cuts them off after `closeTimeout`. */
  close(): Promise<void>;
}

const optionKinds: Kinds<Omit<ProxyOptions, "upstream">> = {
  port: integer(ports),
  host: text,
  allowHosts: texts,
  ca: text,
  bodyLimit: integer(bodyLimits),
  timeout: integer(fromOne),
  closeTimeout: integer(anyCount),
  record: text,
  redactions: { expected: "a list of redactions", includes: Array.isArray },
  log: callback,
};

/**
 * Starts a proxy in front of a real server. It forwards everything unchanged, and compares each exchange with the document.
 * Throws `UsageError` for an upstream that is not an origin, or a folder that cannot be written, `MockError` for another wrong option, and
 * `PortInUseError` if the port is in use.
 */
export async function startProxy(options: ProxyOptions): Promise<ValidationProxy> {
  const { port = 0, host = defaultHost, ca, log, bodyLimit = defaultBodyLimit } = options;
  const { timeout = defaultUpstreamTimeout, closeTimeout = defaultCloseTimeout } = options;
  const upstream = readOrigin(options.upstream);
  checkOptions(optionKinds, options);
  const findForeignHost = createHostCheck(host, options.allowHosts);
  const operations = await httpOperations();
  const forwarder = createForwarder(upstream, { ca, bodyLimit, timeout });
  const reporter = createReporter(upstream.origin, operations);
  const recorder = startRecorder(operations, upstream, bodyLimit, options);
  const queue = createQueue();

  const proxyRequest = async (message: IncomingMessage, response: ServerResponse) => {
    const [started, before] = [new Date(), performance.now()];
    const exchange = await forwarder.forward(message, response);
    const timing = { started, milliseconds: performance.now() - before };
    const result = await check(operations, exchange, bodyLimit);
    reporter.add(result);
    await recorder?.add(exchange, timing);
    const { method, target, status, violations } = result;
    log?.({ method, target, status, violations });
  };
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const protocol = findUpgrade(message);
    if (protocol !== undefined) {
      return reject(response, 501, `Upgrade: expected none, got ${JSON.stringify(protocol)}.`);
    }
    const foreign = findForeignHost({ headers: message.headers, target: message.url ?? "/" });
    if (foreign !== undefined) return reject(response, 421, foreignHostMessage(foreign));
    queue.add(message.socket, () => proxyRequest(message, response));
  };
  // The upstream decides how long it waits for a request.
  const server = createServer({ requestTimeout: 0 }, handle);
  server.on("checkContinue", handle).on("checkExpectation", handle).on("connect", rejectTunnel);
  await listen(server, port, host).catch(async (error) => {
    await recorder?.close();
    throw error;
  });
  const close = async () => {
    await closeProxy(server, forwarder, queue, closeTimeout);
    await recorder?.close();
  };
  return {
    url: getUrl(server, host),
    report: reporter.report,
    recording: () => recorder?.summary(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function closeProxy(
  server: Server,
  forwarder: Forwarder,
  queue: Pick<ReturnType<typeof createQueue>, "drain">,
  timeout: number,
): Promise<void> {
  const cutOffTimer = setTimeout(() => {
    forwarder.close();
    server.closeAllConnections();
  }, timeout);
  await closeServer(server, timeout);
  await queue.drain();
  clearTimeout(cutOffTimer);
  forwarder.close();
}

function startRecorder(
  operations: HttpOperation[],
  origin: URL,
  bodyLimit: number,
  { record: folder, redactions = [] }: ProxyOptions,
): Recorder | undefined {
  return folder === undefined ? undefined : createRecorder(operations, { folder, origin, redactions, bodyLimit });
}

/** Runs the requests of each connection in the order in which they were sent (RFC 9112, section 9.3.2). */
function createQueue() {
  const pending = new Set<Promise<void>>();
  const latest = new WeakMap<Socket, Promise<void>>();
  return {
    add(socket: Socket, run: () => Promise<void>): void {
      const before = latest.get(socket) ?? Promise.resolve();
      const exchange = before
        .then(run)
        // What fails in one exchange, as a log may, holds up no other one, and nobody handles it.
        .catch((error) => void Promise.reject(error))
        .finally(() => pending.delete(exchange));
      latest.set(socket, exchange);
      pending.add(exchange);
    },
    drain: () => Promise.all(pending),
  };
}

/** The protocol that a client asks for; undefined for HTTP/2, which many libraries offer with each request and no server has to accept. */
function findUpgrade({ headers: { upgrade } }: IncomingMessage): string | undefined {
  return upgrade === undefined || /^h2c?$/i.test(upgrade.trim()) ? undefined : upgrade;
}

function reject(response: ServerResponse, status: number, message: string): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(message) + 1 };
  response.writeHead(status, { ...headers, connection: "close" }).end(`${message}\n`);
}

function rejectTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  socket.end("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", () => socket.destroy());
}

function readOrigin(text: string): URL {
  const url = parseHttpUrl(text);
  if (url?.pathname === "/" && url.search === "" && url.username === "") return url;
  throw new UsageError(`upstream: expected an origin such as https://fe1.contoso.com, got ${JSON.stringify(text)}.`);
}
