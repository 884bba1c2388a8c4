import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The command line of pnpm, npm or npx, as a program or as a script of Node. A shell that only mentions one of them does not match. */
const isRunner =
  /^(?:\S*[/\\])?(?:node(?:\.exe)? (?:-\S+ )*)?(?:\S*[/\\])?(?:pnpm|npm|npx|corepack)(?:-cli)?(?:\.[cm]?js|\.exe)?(?: |$)/;

interface Process {
  parent: number;
  command: string;
  /** Whether it has ended but its parent has not read the exit code yet. */
  isOver: boolean;
}

/**
 * Ends this process as SIGTERM does, as soon as npx, pnpm or a shell between them ends. They do not always pass a signal on. If neither npx nor
 * pnpm started this process, it watches nothing. On Windows it watches the nearest one only.
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

/** Returns the ids of the processes from the parent of this one up to the outermost pnpm, npm or npx. */
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
