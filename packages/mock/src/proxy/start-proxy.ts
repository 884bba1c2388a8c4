import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { httpOperations } from "../contract/operations.ts";
import { createEngine } from "../contract/prism.ts";
import { UsageError } from "../errors.ts";
import { createForeignHost, foreignHostMessage } from "../http/hosts.ts";
import { closeServer, listen, urlOf } from "../server/listen.ts";
import { check } from "./check.ts";
import { createForwarder } from "./forward.ts";
import { createReporter } from "./report.ts";
import type { Report, ReportedViolation } from "./report-type.ts";

/** What a proxy stands in front of, and where it listens. */
export interface ProxyOptions {
  /** The origin of the server, such as `https://fe1.contoso.com`. */
  upstream: string;
  port?: number;
  host?: string;
  /**
   * Names that the proxy answers to beside those of this machine, such as `proxy.contoso.com`. Where `host` is no loopback address it answers to
   * every name, unless this names some.
   */
  allowHosts?: string[];
  /** Certificates to trust beside the ones that Node trusts, as PEM. */
  ca?: string;
  /** How many bytes of a body are kept and checked, packed and unpacked. All of it goes through. @default 1048576 */
  bodyLimit?: number;
  /** How many milliseconds the upstream may send nothing, before the client gets 504. @default 300000 */
  timeout?: number;
  /** How many milliseconds `close()` waits for what is still on its way, before it breaks that off. @default 2000 */
  grace?: number;
  /** Gets each exchange when it is over, with what is wrong with it. Tokens are redacted. */
  log?: (line: { method: string; target: string; status: number; violations: ReportedViolation[] }) => void;
}

/** A running proxy. */
export interface ValidationProxy extends AsyncDisposable {
  url: string;
  /** What came through so far. */
  report(): Report;
  /** Takes no new connections, and ends when what is on its way has ended, or with the grace. */
  close(): Promise<void>;
}

/**
 * Puts the document in front of a real server: everything goes through as it is, and is held against the document on the way.
 * Throws `UsageError` for an upstream that is no origin, `MockError` for a name in `allowHosts` that is none, `PortInUseError` where another process has the port.
 */
export async function startProxy(options: ProxyOptions): Promise<ValidationProxy> {
  const { port = 0, host = "127.0.0.1", ca, log, bodyLimit = 1_048_576, timeout = 300_000, grace = 2000 } = options;
  const upstream = readOrigin(options.upstream);
  const foreignHost = createForeignHost(host, options.allowHosts);
  const engine = createEngine(await httpOperations());
  const forwarder = createForwarder(upstream, { ca, bodyLimit, timeout });
  const reporter = createReporter(upstream.origin, engine.operations);
  const pending = new Set<Promise<void>>();
  const latest = new WeakMap<Socket, Promise<void>>();

  const pass = async (message: IncomingMessage, response: ServerResponse) => {
    const checked = await check(engine, await forwarder.forward(message, response), bodyLimit);
    reporter.add(checked);
    const { method, target, status, violations } = checked;
    log?.({ method, target, status, violations });
  };
  const handle = (message: IncomingMessage, response: ServerResponse) => {
    const protocol = otherProtocol(message);
    if (protocol !== undefined) {
      return refuse(response, 501, `Upgrade: expected none, got ${JSON.stringify(protocol)}.`);
    }
    const foreign = foreignHost({ headers: message.headers, target: message.url ?? "/" });
    if (foreign !== undefined) return refuse(response, 421, foreignHostMessage(foreign));
    // What a client sends down one connection takes effect in that order (RFC 9112, section 9.3.2).
    const before = latest.get(message.socket) ?? Promise.resolve();
    const passing = before.then(() => pass(message, response)).finally(() => pending.delete(passing));
    latest.set(message.socket, passing);
    pending.add(passing);
  };
  // The upstream says how long it waits.
  const server = createServer({ requestTimeout: 0 }, handle);
  server.on("checkContinue", handle).on("checkExpectation", handle).on("connect", refuseTunnel);
  await listen(server, port, host);
  const close = async () => {
    const end = setTimeout(() => {
      forwarder.close();
      server.closeAllConnections();
    }, grace);
    await closeServer(server);
    await Promise.all(pending);
    clearTimeout(end);
    forwarder.close();
  };
  return { url: urlOf(server, host), report: reporter.report, close, [Symbol.asyncDispose]: close };
}

/** The protocol that a client insists on. HTTP/2 is an offer that many libraries make with each request; nobody has to take it. */
function otherProtocol({ headers: { upgrade } }: IncomingMessage): string | undefined {
  return upgrade === undefined || /^h2c?$/i.test(upgrade.trim()) ? undefined : upgrade;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const headers = { "content-type": "text/plain; charset=utf-8", "content-length": Buffer.byteLength(message) + 1 };
  response.writeHead(status, { ...headers, connection: "close" }).end(`${message}\n`);
}

function refuseTunnel(_: IncomingMessage, socket: Duplex): void {
  socket.on("error", () => socket.destroy());
  socket.end("HTTP/1.1 501 Not Implemented\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", () => socket.destroy());
}

function readOrigin(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && url.search === "" && url.username === "")
    return url;
  throw new UsageError(`upstream: expected an origin such as https://fe1.contoso.com, got ${JSON.stringify(text)}.`);
}
