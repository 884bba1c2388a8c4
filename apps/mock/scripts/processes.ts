import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import type { Target } from "./balancer.ts";

const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));

/** A process that was started, and how it is ended. */
export interface Started {
  child: ChildProcess;
  /** Ends it with SIGTERM, and waits. */
  stop(): Promise<void>;
}

/** A replica of the mock, in a process of its own. */
export interface Replica extends Started, Target {}

/** Starts a replica on free ports of this machine. Its log goes to `log`. Throws what it prints if it does not start. */
export async function startReplica(environment: NodeJS.ProcessEnv, log: (line: string) => void): Promise<Replica> {
  const own = { PORT: "0", HOST: "127.0.0.1", UCWA_OPS_PORT: "0", UCWA_OPS_HOST: "127.0.0.1" };
  const child = spawn(process.execPath, [main], { env: { ...environment, ...own } });
  let [unread, errors] = ["", ""];
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors += text;
  });
  const listening = await new Promise<Target>((resolve, reject) => {
    child.once("exit", () => reject(new Error(errors.trim())));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const lines = (unread + text).split("\n");
      unread = lines.pop() ?? "";
      for (const line of lines) {
        log(line);
        const { event, url, ops } = JSON.parse(line);
        if (event === "listening") resolve({ url, ops });
      }
    });
  });
  return { ...listening, child, stop: () => end(child) };
}

/** A store that replicas share. */
export interface SharedStore extends Started {
  /** What replicas get as `UCWA_STORE`. */
  setting: string;
}

/** Starts Valkey or Redis on a free port of this machine, with its data in a folder that goes with it. Undefined if neither is installed. */
export async function startSharedStore(): Promise<SharedStore | undefined> {
  const found = findValkeyServer();
  if (found === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "ucwa-mock-"));
  const port = await findFreePort();
  // As in compose.yaml, but for the size.
  const durable = ["--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction"];
  const child = spawn(found.program, ["--bind", "127.0.0.1", "--port", String(port), "--dir", folder, ...durable], {
    stdio: "ignore",
    env: { ...process.env, ...found.environment },
  });
  await waitForPort(port, child);
  const stop = async () => {
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  return { child, setting: `valkey://127.0.0.1:${port}`, stop };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return address.port;
}

async function waitForPort(port: number, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 100 && child.exitCode === null; attempt += 1) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await wait(100);
  }
  throw new Error(`store: expected one that listens on ${port}, got none within ten seconds.`);
}
