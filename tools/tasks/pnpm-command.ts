import { readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

/** A program and its first arguments. */
export interface Command {
  program: string;
  args: string[];
}

/**
 * Returns the command for the pinned pnpm: the pnpm that runs this script if it is that version, or else npx. Neither is a `.cmd` file, which
 * Node starts only in a shell.
 *
 * @param environment The variables that pnpm and npm set for their scripts.
 */
export function pnpmCommand(environment: Record<string, string | undefined> = process.env): Command {
  const { packageManager }: { packageManager: string } = JSON.parse(
    readFileSync(new URL("package.json", root), "utf8"),
  );
  const { npm_execpath: runner = "", npm_config_user_agent: agent = "" } = environment;
  if (agent.startsWith(`${packageManager.replace("@", "/")} `)) {
    if (/[/\\]pnpm(\.exe)?$/.test(runner)) return { program: runner, args: [] };
    if (/[/\\]pnpm\.[cm]js$/.test(runner)) return { program: process.execPath, args: [runner] };
  }
  const npx = ["-y", packageManager];
  if (!/[/\\]npm-cli\.js$/.test(runner)) return { program: "npx", args: npx };
  return { program: process.execPath, args: [runner.replace(/npm-cli\.js$/, "npx-cli.js"), ...npx] };
}
