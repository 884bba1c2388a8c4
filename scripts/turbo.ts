import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** Tools of this repository phone home unless they are told not to. All tasks start here, so none does. */
const quiet = {
  DO_NOT_TRACK: "1",
  TURBO_TELEMETRY_DISABLED: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
  REDOCLY_TELEMETRY: "off",
  REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
  SCARF_ANALYTICS: "false",
  ASTRO_TELEMETRY_DISABLED: "1",
};

/** Starts turbo with its output on this terminal. The process is the caller's to wait for and to end. */
export function startTurbo(...args: string[]): ChildProcess {
  const turbo = fileURLToPath(new URL("../node_modules/.bin/turbo", import.meta.url));
  return spawn(turbo, args, { stdio: "inherit", env: { ...process.env, ...quiet } });
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

if (import.meta.main) process.exitCode = await runTurbo(...process.argv.slice(2));
