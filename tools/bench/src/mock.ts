import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { score } from "../../../packages/mock/test/support/probes.ts";
import { install } from "./mock-install.ts";
import { firstAnswers, underLoad } from "./mock-load.ts";
import { type Failures, runEach, withRunningServer } from "./mock-runner.ts";
import { candidates } from "./mock-servers.ts";
import { printFigures, printScores } from "./mock-tables.ts";

const besidePrism = fileURLToPath(new URL("mock/main.ts", import.meta.url));

/** Prints the resident memory of the mock after a million requests. It takes minutes. */
export function benchMemory(): void {
  spawnSync(process.execPath, [besidePrism, "memory"], { stdio: "inherit" });
}

/** Prints the mock compared with Prism in detail, and with its other peers. */
export async function benchMock(): Promise<void> {
  spawnSync(process.execPath, [besidePrism], { stdio: "inherit", timeout: 300_000 });

  const failures: Failures = new Map();
  const scores = await withRunningServer(failures, (server) => score(server));
  const starts = await firstAnswers(failures);
  const { rates, memory } = await underLoad(failures);
  const installs = await runEach(candidates, new Map(), install);
  printFigures({ scores, starts, rates, memory, installs }, failures);
  printScores(scores, failures);
}
