import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Whether this machine has HAProxy. */
export const hasHaproxy = spawnSync("haproxy", ["-v"]).status === 0;

/** HAProxy in a process of its own. */
export interface Haproxy extends AsyncDisposable {
  url: string;
}

/** Starts HAProxy in front of servers, with the configuration that compose.yaml gives it. */
export async function startHaproxy(servers: { url: string; ops: string }[]): Promise<Haproxy> {
  const folder = await mkdtemp(join(tmpdir(), "ucwa-haproxy-"));
  const port = await freePort();
  const file = join(folder, "haproxy.cfg");
  await writeFile(file, await configure(port, servers));
  const proxy = spawn("haproxy", ["-f", file], { stdio: "ignore" });
  return {
    url: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      proxy.kill("SIGKILL");
      await once(proxy, "exit");
      await rm(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** The configuration of the container, with servers on this machine instead of names, and a port of its own. */
async function configure(port: number, servers: { url: string; ops: string }[]): Promise<string> {
  const text = await readFile(new URL("../../deploy/haproxy.cfg", import.meta.url), "utf8");
  const lines = servers.map(({ url, ops }, index) => {
    const check = `check port ${new URL(ops).port} inter 100ms fall 1 rise 1`;
    return `  server mock${index} ${new URL(url).host} ${check}`;
  });
  return text.replace(/^ {2}server-template .*$/m, lines.join("\n")).replace("bind :8080", `bind 127.0.0.1:${port}`);
}
