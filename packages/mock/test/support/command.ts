import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const bin = fileURLToPath(new URL("../../src/cli/bin.ts", import.meta.url));

/** Runs `ucwa-mock` to its end. */
export async function runCommand(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
  const child = spawn(process.execPath, [bin, ...args]);
  const [out, error, [code]] = await Promise.all([
    child.stdout.setEncoding("utf8").toArray(),
    child.stderr.setEncoding("utf8").toArray(),
    once(child, "close"),
  ]);
  return { code, out: out.join(""), error: error.join("") };
}

/** A command that goes on running. */
export interface CommandProcess extends AsyncDisposable {
  url: string;
  child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  /** Sends a signal, and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Runs `ucwa-mock` until it says where it listens. */
export async function startCommand(...args: string[]): Promise<CommandProcess> {
  const child = spawn(process.execPath, [bin, ...args]);
  let output = "";
  const ended = once(child, "exit");
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text) => {
      output += text;
    });
    child.stdout.setEncoding("utf8").on("data", (text) => {
      output += text;
      const found = /listens on (http:\S+)/.exec(output)?.[1];
      if (found) resolve(found);
    });
    ended.then(() => reject(new Error(output)));
  });
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    const [code] = await ended;
    return code;
  };
  return { url, child, output: () => output, stop, [Symbol.asyncDispose]: () => stop().then(() => undefined) };
}
