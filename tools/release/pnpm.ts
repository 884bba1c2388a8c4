import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pnpmCommand } from "../tasks/pnpm-command.ts";

const root = new URL("../../", import.meta.url);

/** What a run of pnpm left. */
export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs the pnpm that this repository pins, in its root, and gives what it printed. */
export function pnpm(...args: string[]): Run {
  const command = pnpmCommand();
  const options = { cwd: fileURLToPath(root), encoding: "utf8", maxBuffer: 100_000_000 } as const;
  return spawnSync(command.program, [...command.args, ...args], options);
}
