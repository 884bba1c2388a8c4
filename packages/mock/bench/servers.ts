import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

const document = fileURLToPath(import.meta.resolve("@ucwa-meetings/spec/openapi.json"));
const prism = fileURLToPath(import.meta.resolve("@stoplight/prism-cli"));
const ours = fileURLToPath(new URL("../dist/bin.js", import.meta.url));

/** How each server is started on a port. Both are silent, since a log line for each request costs plain Prism half its throughput. */
export const servers: Record<string, (port: string) => string[]> = {
  "prism mock": (port) => [prism, "mock", document, "-p", port, "-h", "127.0.0.1", "-v", "silent"],
  "ucwa-mock": (port) => [ours, "--port", port, "--log", "none"],
};

/** The meeting of the published samples, at the path that both servers know. */
export const meeting = "/applications/833/onlineMeetings/myOnlineMeetings/810";
export const headers = { authorization: "Bearer cwt=x" };

/** A server that runs, and how long it took until its first answer. */
export interface Started {
  url: string;
  child: ChildProcess;
  milliseconds: number;
  stop(): Promise<void>;
}

/** Starts a server, and waits for its first answer to a real request. */
export async function start(args: (port: string) => string[]): Promise<Started> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const started = performance.now();
  const env = { ...process.env, DO_NOT_TRACK: "1", SCARF_ANALYTICS: "false" };
  const child = spawn(process.execPath, args(port), { stdio: "ignore", env });
  const ended = once(child, "exit");
  while (!(await isUp(url))) {
    if (child.exitCode !== null) throw new Error(`${args(port).join(" ")} ended with ${child.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const milliseconds = performance.now() - started;
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  return { url, child, milliseconds, stop };
}

async function isUp(url: string): Promise<boolean> {
  return fetch(url + meeting, { headers }).then(
    (response) => response.ok,
    () => false,
  );
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return String(typeof address === "object" && address ? address.port : 0);
}

/** The middle of some numbers. */
export function median(numbers: number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
