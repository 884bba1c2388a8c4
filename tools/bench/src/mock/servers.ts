import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { listen } from "../listen.ts";

/** The OpenAPI document that every server serves. */
export const document = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
/** The version that the mock is built on. */
const prism = createRequire(new URL("../../../../packages/mock/package.json", import.meta.url)).resolve(
  "@stoplight/prism-cli",
);
const ours = fileURLToPath(new URL("../../../../packages/mock/dist/bin.js", import.meta.url));

/** A server that can be measured. */
export interface Server {
  /** The command line that makes it listen on a port of 127.0.0.1. */
  command(port: string): [program: string, ...args: string[]];
  /** The prefix of the document's paths. */
  prefix?: string;
}

const node = process.execPath;

/** Logging is off in both, because a log line for each request halves the throughput of plain Prism. */
export const servers = {
  "prism mock": { command: (port) => [node, prism, "mock", document, "-p", port, "-h", "127.0.0.1", "-v", "silent"] },
  "ucwa-mock": { command: (port) => [node, ours, "--port", port, "--log", "none"] },
} satisfies Record<string, Server>;

/** The path of the meeting in the published samples, which every server knows. */
export const meeting = "/applications/833/onlineMeetings/myOnlineMeetings/810";
export const headers = { authorization: "Bearer cwt=x" };

/** A running server, and the time to its first response. */
export interface RunningServer {
  url: string;
  pid: number;
  milliseconds: number;
  stop(): Promise<void>;
}

/** Starts a server and waits for its first response to a real request. Throws the server's own output if there is none in time. */
export async function start({ command, prefix = "" }: Server, patience = 20_000): Promise<RunningServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}${prefix}`;
  const [program, ...args] = command(port);
  const started = performance.now();
  const env = { ...process.env, DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
  // A group of its own, since some commands are scripts that start the server as another process.
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"], env, detached: true });
  const stop = endWithThisProcess(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    if (said.length < 1000) said += chunk;
  });
  while (!(await isUp(url))) {
    const late = performance.now() - started > patience;
    if (child.exitCode !== null || child.pid === undefined || late) {
      await stop();
      throw new Error(
        said.trim() ||
          (late
            ? `expected a response within ${patience} ms, got none`
            : `expected a response, got exit code ${child.exitCode}`),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return { url, pid: child.pid ?? 0, milliseconds: performance.now() - started, stop };
}

/** Returns a function that ends a process and its children. They also end when this process ends. */
function endWithThisProcess(child: ChildProcess): () => Promise<void> {
  const ended = new Promise<unknown>((resolve) => child.once("exit", resolve).once("error", resolve));
  const kill = () => {
    // What has ended on its own is no group any more.
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
      process.kill(-child.pid, "SIGKILL");
  };
  const leave = () => process.exit(1);
  process.once("exit", kill).once("SIGINT", leave).once("SIGTERM", leave);
  return async () => {
    process.off("exit", kill).off("SIGINT", leave).off("SIGTERM", leave);
    kill();
    await ended;
  };
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url + meeting, { headers, signal: AbortSignal.timeout(5000) }).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<string> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return String(port);
}
