/** A mock in a process of its own, which says on request how long its event loop was blocked and how much memory it has. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { startMock } from "../../packages/mock/dist/index.js";

const resolution = 5;
const delay = monitorEventLoopDelay({ resolution });
const mock = await startMock({ requestTimeout: 2000 });
delay.enable();

process.on("message", async (word) => {
  if (word === "close") {
    await mock.close();
    process.exit();
  }
  const { rss } = process.memoryUsage();
  process.send?.({ blocked: Math.max(0, delay.max / 1e6 - resolution), megabytes: rss / 2 ** 20 });
  delay.reset();
});
process.send?.({ url: mock.url });
