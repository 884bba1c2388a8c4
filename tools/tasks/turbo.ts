import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { endWithOuterProcesses } from "./outer-processes.ts";
import { telemetryOff } from "./telemetry.ts";

const turboCli = fileURLToPath(import.meta.resolve("turbo/bin/turbo"));

/**
 * Returns an environment in which turbo finds the program pnpm first. If npm may run no install scripts, the `pnpm` in npx's folder is a text
 * file that only a shell can start.
 */
function withPnpmFirst(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { npm_execpath: runner = "", PATH = "" } = environment;
  if (process.platform === "win32" || !/\/pnpm$/.test(runner)) return environment;
  return { ...environment, PATH: `${dirname(runner)}${delimiter}${PATH}` };
}

/** Starts turbo with its output on this terminal, without telemetry. The caller has to wait for the process and to end it. */
export function startTurbo(...args: string[]): ChildProcess {
  const env = { ...withPnpmFirst(process.env), ...telemetryOff };
  return spawn(process.execPath, [turboCli, ...args], { stdio: "inherit", env });
}

/** Runs turbo and returns its exit code, or 1 if a signal ended it. It passes signals of this process on to turbo. */
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
