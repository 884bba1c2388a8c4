import { spawn } from "node:child_process";
import { constants } from "node:os";
import { getErrorMessage } from "../http/text.ts";
import type { Streams } from "./options.ts";

const signals: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Runs a command to its end, and gives its exit code: as a shell has it, 127 where there is no such command, 126 where it cannot be run, 128
 * and the number where a signal ended it. Signals to this process reach the command, which is killed if it does not end in time.
 */
export function runCommand(
  [name = "", ...args]: string[],
  env: NodeJS.ProcessEnv,
  { error }: Streams,
  killTimeout: number,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(name, args, { stdio: "inherit", env });
    let kill: NodeJS.Timeout | undefined;
    const pass = (signal: NodeJS.Signals) => {
      child.kill(signal);
      kill ??= setTimeout(() => child.kill("SIGKILL"), killTimeout);
    };
    const finish = (code: number) => {
      clearTimeout(kill);
      for (const signal of signals) process.off(signal, pass);
      resolve(code);
    };
    for (const signal of signals) process.on(signal, pass);
    child.once("error", (reason: NodeJS.ErrnoException) => {
      error(`command: expected a program that can be run, got ${JSON.stringify(name)} (${getErrorMessage(reason)}).`);
      finish(reason.code === "ENOENT" ? 127 : 126);
    });
    child.once("exit", (code, signal) => finish(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}
