import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Server } from "./ask.ts";

/** A server in a process of its own. */
export interface Replica extends Server {
  /** Kills the process where it is. */
  kill(): Promise<void>;
}

/** Starts a server in a process of its own, on a store that others may have too. Throws what the process said if it does not start. */
export async function startReplica(store: string, env: Record<string, string> = {}): Promise<Replica> {
  const program = fileURLToPath(new URL("replica.ts", import.meta.url));
  const child = spawn(process.execPath, [program, store], { stdio: "pipe", env: { ...process.env, ...env } });
  const exited = once(child, "close");
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
  });
  const [url] = await Promise.race([once(child.stdout.setEncoding("utf8"), "data"), exited]);
  if (typeof url !== "string") throw new Error(`The replica does not start: ${said}`);
  return {
    url: url.trim(),
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
