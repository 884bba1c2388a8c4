/**
 * A mock in a process of its own, which says on request what it did since the last time: for how long its event loop was blocked and its processors were busy, in
 * milliseconds, and how much memory it has.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { startMock } from "../../packages/mock/dist/index.js";

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
const mock = await startMock({ requestTimeout: 2000 });
delay.enable();

let since = process.cpuUsage();

process.on("message", async (word) => {
  if (word === "close") {
    await mock.close();
    process.exit();
  }
  const { rss } = process.memoryUsage();
  const { user, system } = process.cpuUsage(since);
  const blocked = Math.max(0, delay.max / 1e6 - resolution);
  process.send?.({ blocked, busy: (user + system) / 1000, megabytes: rss / 2 ** 20 });
  delay.reset();
  since = process.cpuUsage();
});
process.send?.({ url: mock.url });
