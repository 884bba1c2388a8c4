import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Server } from "./ask.ts";

/** A server in a process of its own. */
export interface Replica extends Server {
  /** Kills the process where it is. */
  kill(): Promise<void>;
}

/** Starts a server in a process of its own, on a store that others may have too. */
export async function startReplica(store: string): Promise<Replica> {
  const program = fileURLToPath(new URL("replica.ts", import.meta.url));
  const child = spawn(process.execPath, [program, store], { stdio: ["pipe", "pipe", "inherit"] });
  const exited = once(child, "exit");
  const [url] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), exited]);
  if (typeof url !== "string") throw new Error("The replica does not start.");
  return {
    url: url.trim(),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
