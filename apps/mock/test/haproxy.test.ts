import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask, meeting, start, until } from "./support/start.ts";

const hasHaproxy = spawnSync("haproxy", ["-v"]).status === 0;

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
  const text = await readFile(new URL("../deploy/haproxy.cfg", import.meta.url), "utf8");
  const lines = servers.map(({ url, ops }, index) => {
    const check = `check port ${new URL(ops).port} inter 100ms fall 1 rise 1`;
    return `  server mock${index} ${new URL(url).host} ${check}`;
  });
  return text.replace(/^ {2}server-template .*$/m, lines.join("\n")).replace("bind :8080", `bind 127.0.0.1:${port}`);
}

test.skipIf(!hasHaproxy)(
  "HAProxy, as compose.yaml runs it, leads around a replica that drains or was killed, and gives each request an id",
  { timeout: 60_000 },
  async () => {
    await using first = await start({ UCWA_DRAIN_DELAY: "2" });
    await using second = await start();
    const folder = await mkdtemp(join(tmpdir(), "ucwa-haproxy-"));
    const port = await freePort();
    const file = join(folder, "haproxy.cfg");
    await writeFile(file, await configure(port, [first, second]));
    const proxy = spawn("haproxy", ["-f", file], { stdio: "ignore" });
    const url = `http://127.0.0.1:${port}${meeting}`;
    const statuses = async (count: number) => {
      const seen = new Set<number>();
      for (let index = 0; index < count; index += 1) seen.add((await ask(url)).status);
      return [...seen];
    };
    const served = (server: typeof first) => server.lines().filter(({ event }) => event === "request").length;
    try {
      await until(async () => (await ask(url).catch(() => undefined))?.status === 200);
      const response = await ask(url);
      expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
      await until(async () => (await statuses(1)).length === 1 && served(first) > 3 && served(second) > 3);
      // One drains: it is led around before it ends.
      const ended = first.stop("SIGTERM");
      expect(await statuses(100)).toEqual([200]);
      expect(await ended).toEqual([0, null]);
      expect(await statuses(20)).toEqual([200]);
      // None is left.
      await second.stop("SIGKILL");
      await until(async () => (await ask(url)).status === 503);
    } finally {
      proxy.kill("SIGKILL");
      await once(proxy, "exit");
      await rm(folder, { recursive: true });
    }
  },
);
