import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Runs `work` while a file with the id of this process exists. While the file names another process that is alive, it waits. Two installs
 * at once would write the same folders.
 */
export async function withLock<Result>(file: URL, work: () => Result): Promise<Result> {
  while (!tryLock(file)) await sleep(200);
  try {
    return work();
  } finally {
    rmSync(file, { force: true });
  }
}

function tryLock(file: URL): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

/** Whether the process that the file names is alive. One that was killed left the file behind. */
function isHeld(file: URL): boolean {
  try {
    return process.kill(Number(readFileSync(file, "utf8")), 0);
  } catch {
    return false;
  }
}
