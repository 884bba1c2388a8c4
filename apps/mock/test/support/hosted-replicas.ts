import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startReplica, startSharedStore } from "../../scripts/processes.ts";
import { startHaproxy } from "./haproxy.ts";
import { ask, meeting, until } from "./start.ts";

const script = fileURLToPath(new URL("../../scripts/replicas.ts", import.meta.url));
const environment = { ...process.env, UCWA_DRAIN_DELAY: "0", UCWA_STORE: undefined };

/** Two replicas of the mock on one store, and a load balancer in front of them. */
export interface HostedReplicas extends AsyncDisposable {
  url: string;
  /** Kills the first replica at once, as when its machine fails. */
  kill(): void;
  /** How many requests each replica has in its log. */
  served(): number[];
}

/** Starts what `start:replicas` starts, with that command. */
export async function startByCommand(): Promise<HostedReplicas> {
  const child = spawn(process.execPath, [script, "--port", "0"], { env: environment });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  await until(() => /^Store /m.test(output));
  const [, url = ""] = /^Mock +(\S+)$/m.exec(output) ?? [];
  const [, id] = /^replica 1 {2}process (\d+)$/m.exec(output) ?? [];
  return {
    url,
    kill: () => void process.kill(Number(id), "SIGKILL"),
    served: () => [1, 2].map((number) => output.match(new RegExp(`^replica ${number} .*"request"`, "gm"))?.length ?? 0),
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** Starts the same, with HAProxy in front, as compose.yaml has it. Throws if this machine has no store. */
export async function startBehindHaproxy(): Promise<HostedReplicas> {
  const store = await startSharedStore();
  if (!store) throw new Error("expected valkey-server or redis-server on this machine, got none.");
  const served = [0, 0];
  const replicas = await Promise.all(
    served.map((_, index) =>
      startReplica({ ...environment, UCWA_STORE: store.setting }, (line) => {
        if (line.includes('"request"')) served[index] = (served[index] ?? 0) + 1;
      }),
    ),
  );
  const proxy = await startHaproxy(replicas);
  await until(async () => (await ask(proxy.url + meeting).catch(() => undefined))?.status === 200);
  return {
    url: proxy.url,
    kill: () => void replicas[0]?.child.kill("SIGKILL"),
    served: () => served,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await Promise.all(replicas.map((replica) => replica.stop()));
      await store.stop();
    },
  };
}
