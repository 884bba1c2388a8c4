import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The program of the server. */
export const main = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** The meeting of the published samples. */
export const meeting = "/ucwa/v1/applications/833/onlineMeetings/myOnlineMeetings/810";

/** One line of the log. */
export type LogLine = Record<string, unknown> & { event: string };

/** A server in a process of its own. */
export interface Hosted extends AsyncDisposable {
  url: string;
  ops: string;
  child: ChildProcess;
  /** What it has printed so far, on both streams. */
  output(): string;
  lines(): LogLine[];
  /** Sends a signal, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<[number | null, string | null]>;
}

/** Starts the server on free ports and waits until it listens. Throws what it prints if it ends before. Its state is in memory, unless told otherwise. */
export async function start(
  environment: Record<string, string> = {},
  args: string[] = [],
  cwd: string = process.cwd(),
): Promise<Hosted> {
  const own = { PORT: "0", UCWA_OPS_PORT: "0", UCWA_DRAIN_DELAY: "0", UCWA_STORE: "memory" };
  const child = spawn(process.execPath, [main, ...args], {
    env: { ...process.env, ...own, ...environment },
    cwd,
  });
  let [out, error] = ["", ""];
  const lines = () =>
    out
      .split("\n")
      .slice(0, -1)
      .map((line): LogLine => JSON.parse(line));
  const ended = once(child, "exit");
  const { url, ops } = await new Promise<LogLine>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text) => {
      error += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
      const first = lines().find(({ event }) => event === "listening");
      if (first) resolve(first);
    });
    ended.then(() => reject(new Error(error)));
  });
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<[number | null, string | null]> => {
    child.kill(signal);
    const [code, by] = await ended;
    return [code, by];
  };
  const dispose = async () => {
    await stop("SIGKILL");
  };
  // What listens on all addresses is reached on this one.
  const local = String(url).replace("0.0.0.0", "127.0.0.1");
  const localOps = String(ops).replace("0.0.0.0", "127.0.0.1");
  return { url: local, ops: localOps, child, output: () => out + error, lines, stop, [Symbol.asyncDispose]: dispose };
}

/** Sends a request with a token. */
export function ask(url: string, init: RequestInit = {}): Promise<Response> {
  return fetch(url, { ...init, headers: { authorization: "Bearer cwt=anything", ...Object(init.headers) } });
}

/** Waits until something holds, for ten seconds at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`expected that ${holds} within ten seconds.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
