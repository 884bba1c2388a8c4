import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { findValkeyServer } from "../../../tools/tasks/find-valkey-server.ts";
import { startBalancer } from "../scripts/balancer.ts";
import { type Replica, startReplica } from "../scripts/processes.ts";
import { ask, meeting, until } from "./support/start.ts";

const script = fileURLToPath(new URL("../scripts/replicas.ts", import.meta.url));

/** Two replicas behind the load balancer of this machine, and what each of them has logged. */
async function startTwo(environment: Record<string, string> = {}) {
  const logs: string[][] = [[], []];
  const replicas = await Promise.all(
    logs.map((log) =>
      startReplica({ ...process.env, UCWA_DRAIN_DELAY: "0", UCWA_STORE: "memory", ...environment }, (line) =>
        log.push(line),
      ),
    ),
  );
  const balancer = await startBalancer(replicas, 0);
  const served = () => logs.map((log) => log.filter((line) => line.includes('"request"')).length);
  const stop = async () => {
    await Promise.all(replicas.map((replica) => replica.stop()));
    await balancer.close();
  };
  return { url: balancer.url + meeting, replicas, served, [Symbol.asyncDispose]: stop };
}

const kill = async (replica: Replica | undefined) => {
  const ended = replica && once(replica.child, "exit");
  replica?.child.kill("SIGKILL");
  await ended;
};

describe("behind the load balancer of start:replicas", () => {
  test("each replica gets requests, and bodies arrive whole", async () => {
    await using two = await startTwo();
    for (let index = 0; index < 10; index += 1) expect((await ask(two.url)).status).toBe(200);
    await until(() => two.served().every((count) => count === 5));
    const body = JSON.stringify({ subject: "x".repeat(200_000) });
    const response = await ask(two.url, { method: "PUT", body, headers: { "content-type": "application/json" } });
    expect(response.status).toBe(200);
    expect(Object(await response.json()).subject).toHaveLength(200_000);
  });

  test("a replica that drains gets no new requests, and none fails", async () => {
    await using two = await startTwo({ UCWA_DRAIN_DELAY: "1" });
    const ended = two.replicas[0]?.stop();
    const statuses = new Set<number>();
    for (let index = 0; index < 200; index += 1) statuses.add((await ask(two.url)).status);
    await ended;
    for (let index = 0; index < 20; index += 1) statuses.add((await ask(two.url)).status);
    expect([...statuses]).toEqual([200]);
  });

  test("only what is in flight on a replica fails when it is killed, and 503 says that none is left", async () => {
    await using two = await startTwo();
    const slow = { headers: { prefer: "ucwa-fault=delay:5000" } };
    const inFlight = [ask(two.url, slow), ask(two.url, slow)];
    await new Promise((resolve) => setTimeout(resolve, 300));
    await kill(two.replicas[0]);
    for (let index = 0; index < 20; index += 1) expect((await ask(two.url)).status).toBe(200);
    const statuses = (await Promise.all(inFlight)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 502]);
    await kill(two.replicas[1]);
    await until(async () => (await ask(two.url)).status === 503);
  });
});

test.skipIf(!findValkeyServer())(
  "start:replicas starts store, replicas and load balancer, and ends them all",
  { timeout: 60_000 },
  async () => {
    const child = spawn(process.execPath, [script, "--port", "0"], { env: { ...process.env, UCWA_DRAIN_DELAY: "0" } });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    await until(() => /^Store /m.test(output));
    const [, url = ""] = /^Mock +(\S+)$/m.exec(output) ?? [];
    const [, storePort] = /^Store +valkey:\/\/127\.0\.0\.1:(\d+) /m.exec(output) ?? [];
    expect(Number(storePort)).toBeGreaterThan(0);
    // Each replica has every second request, and what the other one wrote.
    const put = { method: "PUT", body: '{"subject":"Shared"}', headers: { "content-type": "application/json" } };
    expect((await ask(url + meeting, put)).status).toBe(200);
    for (let index = 0; index < 4; index += 1)
      expect(await (await ask(url + meeting)).json()).toMatchObject({ subject: "Shared" });
    for (const name of ["replica 1", "replica 2"]) expect(output).toMatch(new RegExp(`^${name} .*"status":200`, "m"));
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(output.match(/^replica \d {2}ended with 0$/gm)).toHaveLength(2);
    await expect(ask(url)).rejects.toThrow();
    await expect(fetch(`http://127.0.0.1:${storePort}`)).rejects.toThrow(/fetch failed/);
  },
);

test("start:replicas says what it needs where there is no store", () => {
  const { status, stderr } = spawnSync(process.execPath, [script, "--port", "0"], {
    env: { ...process.env, PATH: "/nowhere", HOME: "/nowhere", UCWA_STORE: undefined },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({
    status: 2,
    stderr: "UCWA_STORE: expected a store, or valkey-server or redis-server on this machine, got none.\n",
  });
});
