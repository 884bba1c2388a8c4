import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pnpmCommand } from "../tasks/pnpm-command.ts";

const root = new URL("../../", import.meta.url);

/** The result of a run of pnpm. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the pinned pnpm in the root of this repository and returns its output. */
export function pnpm(...args: string[]): Run {
  const command = pnpmCommand();
  const options = { cwd: fileURLToPath(root), encoding: "utf8", maxBuffer: 100_000_000 } as const;
  return spawnSync(command.program, [...command.args, ...args], options);
}
