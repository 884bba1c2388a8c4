import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findValkeyServer } from "../../../../tools/tasks/find-valkey-server.ts";

/** A Valkey or Redis server of a test, on a Unix socket in a folder of its own. */
export interface ValkeyServer {
  /** What `openStore` takes. */
  url: string;
  /** Where it listens. */
  path: string;
  /** Kills it and starts it again on the same files. `between` runs while it is away. */
  restart(between?: () => Promise<void>): Promise<void>;
  /** Stops the process where it is, and lets it go on: it has the connections, and answers nothing. */
  signal(name: "SIGSTOP" | "SIGCONT"): void;
  /** How many bytes of memory it has for its keys. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

/** Starts a server. What it has acknowledged, it has on the disk. Throws if there is none, or it does not start. */
export async function startValkeyServer(flags: string[] = []): Promise<ValkeyServer> {
  const found = findValkeyServer();
  if (!found)
    throw new Error("expected valkey-server or redis-server, got none: run node tools/tasks/install-valkey.ts");
  const folder = await mkdtemp(join(tmpdir(), "ucwa-valkey-"));
  const path = join(folder, "s");
  const options = ["--port", "0", "--unixsocket", path, "--dir", folder, "--save", "", "--appendonly", "yes"];
  const start = async () => {
    const server = spawn(found.program, [...options, "--appendfsync", "always", ...flags], {
      stdio: "ignore",
      env: { ...process.env, ...found.environment },
    });
    for (let attempt = 0; !(await answers(path)); attempt += 1) {
      if (attempt > 200 || server.exitCode !== null) throw new Error(`${found.program} does not start.`);
      await sleep(50);
    }
    return server;
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = once(server, "exit");
    server.kill("SIGKILL");
    await exited;
  };
  let server = await start();
  return {
    url: `valkey://${path}`,
    path,
    async restart(between = async () => {}) {
      await kill();
      await between();
      server = await start();
    },
    signal: (name) => void server.kill(name),
    memory: async () => Number(/used_memory:(\d+)/.exec(await say(path, "INFO memory"))?.[1]),
    async close() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

/** Sends a command, and returns what comes back first. */
async function say(path: string, command: string): Promise<string> {
  const socket = connect(path).setEncoding("utf8");
  socket.write(`${command}\r\n`);
  const [text] = await once(socket, "data");
  socket.destroy();
  return text;
}

/** Returns a port of this machine that nobody listened on a moment ago. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  return typeof address === "object" && address ? address.port : 0;
}

/** Whether somebody accepts connections. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
