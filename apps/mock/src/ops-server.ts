import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { MockError } from "@ucwa-meetings/mock";
import type { Metrics } from "./metrics.ts";

/** Whether the server takes requests: now, or soon no more. */
export type Phase = "ready" | "draining";

/** Something that the server needs from elsewhere, such as its store. `check` rejects if it is out of reach. */
export interface Dependency {
  name: string;
  check(): Promise<void>;
}

/** What the endpoints tell about. */
export interface OpsOptions {
  port: number;
  host: string;
  getPhase(): Phase;
  metrics: Pick<Metrics, "contentType" | "text">;
  dependencies: Dependency[];
}

/** A server of `/health`, `/ready` and `/metrics` that listens. */
export interface OpsServer {
  url: string;
  close(): void;
}

interface Answer {
  status: number;
  contentType: string;
  text: string;
}

/** Milliseconds that a dependency has to answer a check. */
const checkTimeout = 2000;

/**
 * Starts the endpoints for those who run the server. They have a port of their own: they answer when the mock's port has all the connections that it
 * may have, no user of the mock reaches them, and every path of the mock's port is one of the document.
 * Throws `MockError` if the port is not available.
 */
export async function startOpsServer(options: OpsOptions): Promise<OpsServer> {
  const { port, host } = options;
  const server = createServer({ requestTimeout: 10_000, connectionsCheckingInterval: 1000 }, (request, response) =>
    respond(options, request, response),
  );
  server.maxConnections = 100;
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    const reason = error.code ?? error.message;
    throw new MockError(`UCWA_OPS_PORT: expected a free port of ${host}, got ${port} (${reason}).`, { cause: error });
  });
  const address = server.address();
  const actual = typeof address === "object" && address !== null ? address.port : port;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${host.includes(":") ? `[${host}]` : host}:${actual}`, close };
}

async function respond(options: OpsOptions, { method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
  const isRead = method === "GET" || method === "HEAD";
  const { status, contentType, text } = isRead
    ? await answer(options, url?.split("?")[0] ?? "")
    : json(405, { error: "expected GET" });
  response.writeHead(status, {
    "content-type": contentType,
    "content-length": Buffer.byteLength(text),
    "cache-control": "no-store",
    ...(!isRead && { allow: "GET, HEAD" }),
  });
  response.end(method === "HEAD" ? undefined : text);
}

async function answer(options: OpsOptions, path: string): Promise<Answer> {
  if (path === "/health") return json(200, { status: "ok" });
  if (path === "/ready") return readiness(options);
  if (path !== "/metrics") return json(404, { error: "expected /health, /ready or /metrics" });
  const { metrics } = options;
  return { status: 200, contentType: metrics.contentType, text: await metrics.text() };
}

/** The names of dependencies tell enough: a message could have an address with a password. */
async function readiness({ getPhase, dependencies }: OpsOptions): Promise<Answer> {
  const phase = getPhase();
  if (phase !== "ready") return json(503, { status: phase });
  const states = await Promise.all(dependencies.map(async (one) => ({ name: one.name, isUp: await isUp(one) })));
  const unreachable = states.filter((one) => !one.isUp).map(({ name }) => name);
  return unreachable.length === 0 ? json(200, { status: "ready" }) : json(503, { status: "unready", unreachable });
}

async function isUp({ check }: Dependency): Promise<boolean> {
  const ended = new AbortController();
  const checked = check().then(
    () => true,
    () => false,
  );
  const late = wait(checkTimeout, false, { signal: ended.signal }).catch(() => false);
  return Promise.race([checked, late]).finally(() => ended.abort());
}

function json(status: number, value: unknown): Answer {
  return { status, contentType: "application/json", text: `${JSON.stringify(value)}\n` };
}
