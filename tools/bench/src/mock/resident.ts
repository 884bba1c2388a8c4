import { globSync, readFileSync } from "node:fs";

/** Returns the resident memory of a server and its child processes, in megabytes. It reads /proc, so it needs Linux. */
export function residentMegabytes(group: number): number {
  const kilobytes = globSync("/proc/[0-9]*").map((folder) => {
    const stat = readLeft(`${folder}/stat`);
    // The name of the program, in brackets, may hold anything; what follows are state, parent and group.
    const [, , of] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(of) !== group) return 0;
    return Number(/VmRSS:\s+(\d+)/.exec(readLeft(`${folder}/status`))?.[1] ?? 0);
  });
  return Math.round(kilobytes.reduce((sum, one) => sum + one, 0) / 1024);
}

/** A process may end before it is read. */
function readLeft(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
