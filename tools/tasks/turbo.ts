import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { endWithOuterProcesses } from "./outer-processes.ts";
import { telemetryOff } from "./telemetry.ts";

const turboCli = fileURLToPath(import.meta.resolve("turbo/bin/turbo"));

/**
 * Turbo starts each task with the `pnpm` that it finds. Where npm may run no install scripts, the one in npx's folder is a text that only a
 * shell can start; the program itself is in another folder, which comes first here.
 */
function withPnpmFirst(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_execpath: runner = "", PATH = "" } = environment;
  if (process.platform === "win32" || !/\/pnpm$/.test(runner)) return environment;
  return { ...environment, PATH: `${dirname(runner)}${delimiter}${PATH}` };
}

/** Starts turbo with its output on this terminal, without telemetry. The process is the caller's to wait for and to end. */
export function startTurbo(...args: string[]): ChildProcess {
  const env = { ...withPnpmFirst(process.env), ...telemetryOff };
  return spawn(process.execPath, [turboCli, ...args], { stdio: "inherit", env });
}

/** Runs turbo to its end and gives its exit code; 1 if a signal ended it. A signal to this process is passed on. */
export function runTurbo(...args: string[]): Promise<number> {
  const turbo = startTurbo(...args);
  const forward = (signal: NodeJS.Signals) => turbo.kill(signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  return new Promise((resolve, reject) => {
    turbo.on("error", reject);
    turbo.on("exit", (code) => {
      process.off("SIGINT", forward).off("SIGTERM", forward);
      resolve(code ?? 1);
    });
  });
}

if (import.meta.main) {
  endWithOuterProcesses();
  process.exitCode = await runTurbo(...process.argv.slice(2));
}
