/** Starts what compose.yaml starts, without containers: replicas of the mock, a store that they share, and a load balancer in front. */
import { parseArgs } from "node:util";
import { readInteger } from "@ucwa-meetings/mock";
import { endWithOuterProcesses } from "../../../tools/tasks/outer-processes.ts";
import { startBalancer } from "./balancer.ts";
import { type SharedStore, type Started, startReplica, startSharedStore } from "./processes.ts";

const usage = `Usage: pnpm --filter @ucwa-meetings/mock-server start:replicas [flags]

  --port 4010      port of the load balancer; 0 takes a free one
  --replicas 2     how many replicas to start
  --help

UCWA_STORE says where the replicas keep their state. Without it, Valkey or Redis is started, with data that goes when it ends.
All other variables of the server work as ever, but for those of its ports.`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    replicas: { type: "string", default: "2" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit();
}
endWithOuterProcesses();
const port = readInteger("--port", values.port, [0, 65_535]);
const count = readInteger("--replicas", values.replicas, [1, 100]);

const store = process.env.UCWA_STORE === undefined ? await startSharedStore() : undefined;
const setting = process.env.UCWA_STORE ?? store?.setting;
if (setting === undefined) {
  console.error("UCWA_STORE: expected a store, or valkey-server or redis-server on this machine, got none.");
  process.exit(2);
}
const started: Started[] = store ? [store] : [];
const stop = async () => {
  // The store last: the replicas write to it until they end.
  const [last, ...replicas] = store ? started : [undefined, ...started];
  await Promise.all(replicas.map((one) => one?.stop()));
  await last?.stop();
};

try {
  await run(setting, store);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop();
  process.exit(2);
}

async function run(storeSetting: string, ownStore: SharedStore | undefined): Promise<void> {
  const environment = { ...process.env, UCWA_STORE: storeSetting };
  const replicas = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const replica = await startReplica(environment, (line) => console.log(`replica ${index + 1}  ${line}`));
      started.push(replica);
      console.log(`replica ${index + 1}  process ${replica.child.pid}`);
      replica.child.once("exit", (code, signal) => console.log(`replica ${index + 1}  ended with ${signal ?? code}`));
      return replica;
    }),
  );
  const balancer = await startBalancer(replicas, port);
  const end = async () => {
    await stop();
    await balancer.close();
    process.exit();
  };
  process.once("SIGINT", end).once("SIGTERM", end);
  console.log(`\nMock   ${balancer.url}\nStore  ${storeSetting}${ownStore ? " (its data goes when it ends)" : ""}\n`);
}
