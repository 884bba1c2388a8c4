import { afterEach, expect, test, vi } from "vitest";
import { startCommand } from "./support/command.ts";

/** On a signal, 60 MB of objects that stay: V8 then doubles the space for new objects, if it may. */
const probe = `
  import { getHeapSpaceStatistics } from "node:v8";
  const kept = [];
  process.on("SIGUSR2", () => {
    const before = sizeOfNewSpace();
    while (kept.length < 1_000_000) kept.push({ a: kept.length, b: [kept.length] });
    console.log("new space grew", sizeOfNewSpace() / before, "times");
  });
  const sizeOfNewSpace = () => getHeapSpaceStatistics().find((space) => space.space_name === "new_space").space_size;`;

afterEach(() => vi.unstubAllEnvs());

test.skipIf(process.platform === "win32")(
  "the command's memory for new objects stays as it is, however long it runs",
  async () => {
    vi.stubEnv("NODE_OPTIONS", `--import=data:text/javascript,${encodeURIComponent(probe)}`);
    await using mock = await startCommand("--port", "0");
    mock.child.kill("SIGUSR2");
    await expect.poll(mock.output, { timeout: 10_000 }).toContain("new space grew 1 times");
  },
);
