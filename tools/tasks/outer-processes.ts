import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** pnpm, npm or npx itself, started as a program or as a script of Node; not a shell that runs a line with such a word in it. */
const isRunner =
  /^(?:\S*[/\\])?(?:node(?:\.exe)? (?:-\S+ )*)?(?:\S*[/\\])?(?:pnpm|npm|npx|corepack)(?:-cli)?(?:\.[cm]?js|\.exe)?(?: |$)/;

interface Process {
  parent: number;
  command: string;
  /** Ended, but its parent has not yet asked how. */
  isOver: boolean;
}

/**
 * Ends this process as SIGTERM does when a process that it was started by ends without passing that on: `npx`, pnpm, and the shells between.
 * Nothing is watched where neither npx nor pnpm started it. On Windows only the nearest one is.
 */
export function endWithOuterProcesses(): void {
  const outer = outerProcesses();
  const timer = setInterval(() => {
    if (outer.every(isAlive)) return;
    clearInterval(timer);
    // Not `kill`, which on Windows would end this process before it has closed anything.
    if (!process.emit("SIGTERM", "SIGTERM")) process.exit(1);
  }, 500);
  timer.unref();
}

/** The ids of the processes between this one and the outermost pnpm, npm or npx above it, that one included. */
export function outerProcesses(): number[] {
  if (process.platform === "win32") return process.env.npm_execpath === undefined ? [] : [process.ppid];
  const chain: { id: number; isRunner: boolean }[] = [];
  let id = process.ppid;
  while (id > 1) {
    const found = readProcess(id);
    if (found === undefined) break;
    chain.push({ id, isRunner: isRunner.test(found.command) });
    id = found.parent;
  }
  return chain.slice(0, chain.findLastIndex((one) => one.isRunner) + 1).map((one) => one.id);
}

function isAlive(id: number): boolean {
  if (process.platform === "linux") return readProcess(id)?.isOver === false;
  try {
    return process.kill(id, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function readProcess(id: number): Process | undefined {
  if (process.platform !== "linux") return askPs(id);
  try {
    // The name in parentheses may itself have spaces and parentheses.
    const [state = "", parent = ""] = readFileSync(`/proc/${id}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const command = readFileSync(`/proc/${id}/cmdline`, "utf8").replaceAll("\0", " ");
    return { parent: Number(parent), command, isOver: /[ZX]/.test(state) };
  } catch {
    return undefined;
  }
}

function askPs(id: number): Process | undefined {
  const { stdout } = spawnSync("ps", ["-o", "ppid=,args=", "-p", String(id)], { encoding: "utf8" });
  const [, parent, command = ""] = /^\s*(\d+) (.*)/.exec(stdout ?? "") ?? [];
  return parent === undefined ? undefined : { parent: Number(parent), command, isOver: false };
}
