import { readFileSync } from "node:fs";

const root = new URL("../../", import.meta.url);

/** How to start something: a program, and the arguments that come first. */
export interface Command {
  program: string;
  args: string[];
}

/**
 * The pinned pnpm: the one that runs this script, or else through npx. Neither is a `.cmd` file, which Node does not start without a shell.
 *
 * @param environment What pnpm and npm tell their scripts about themselves.
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
