import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { score } from "../../packages/mock/test/support/probes.ts";
import { install } from "./mock-install.ts";
import { firstAnswers, underLoad } from "./mock-load.ts";
import { contenders } from "./mock-servers.ts";
import { printFigures, printScores } from "./mock-tables.ts";
import { type Failures, inTurn, withEach } from "./mock-turns.ts";

/** The mock beside Prism in detail, and beside its peers. */
export async function benchMock(): Promise<void> {
  const script = fileURLToPath(new URL("../../packages/mock/bench/main.ts", import.meta.url));
  spawnSync(process.execPath, [script], { stdio: "inherit", timeout: 300_000 });

  const failures: Failures = new Map();
  const scores = await withEach(failures, ({ url }) => score(url));
  const starts = await firstAnswers(failures);
  const { rates, memory } = await underLoad(failures);
  const installs = await inTurn(contenders, new Map(), install);
  printFigures({ scores, starts, rates, memory, installs }, failures);
  printScores(scores, failures);
}
