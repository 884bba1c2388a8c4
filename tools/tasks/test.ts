/**
 * Runs lint, type checks and all tests. It prints how long each task took, then what failed, and the sum of all test reports as the last line:
 * `N passed, N failed`. With `--long` the tests run more cases, the types of all tools are checked, and the mutation tests run too: of the codec,
 * of the client, and of the part of the mock that is the day's.
 */
import { spawn, spawnSync } from "node:child_process";
import { globSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { partOfDay } from "../mutation/src/targets.ts";
import { failedGates, failedTests } from "./failures.ts";
import { clearRunSummaries, lastRun, timings } from "./timings.ts";
import { runTurbo } from "./turbo.ts";

const root = new URL("../../", import.meta.url);
const reports = () => globSync("{.,spec,packages/*,apps/*,test/packed}/.vitest/report.json", { cwd: root });

const isLong = process.argv.includes("--long");
const flags = process.argv.slice(2).filter((flag) => flag !== "--long");
if (isLong) {
  process.env.UCWA_LONG = "1";
  process.env.UCWA_MUTATION = `xml client ${partOfDay(new Date())}`;
}

// It waits for the network while other tasks work. The task that needs it waits for it, and says what went wrong.
const installer = fileURLToPath(new URL("install.ts", import.meta.url));
spawn(process.execPath, [installer, "packed"], { stdio: "ignore" }).unref();

// Elsewhere the tests that need a server are skipped where there is none: nobody's first run should wait for it.
if (isLong || process.env.CI) {
  const valkeyInstaller = fileURLToPath(new URL("install-valkey.ts", import.meta.url));
  spawnSync(process.execPath, [valkeyInstaller], { stdio: "inherit" });
}

for (const path of reports()) rmSync(new URL(path, root));
clearRunSummaries();
const code = await runTurbo(
  "run",
  "lint",
  "lint:workflows",
  "lint:code",
  "typecheck",
  "knip",
  "test",
  "test:workspace",
  "test:packed",
  ...(isLong ? ["typecheck:tools", "test:mutation"] : []),
  // Test runners use all cores, but those of servers and stores wait half of their time.
  "--concurrency=3",
  "--continue=dependencies-successful",
  "--output-logs=new-only",
  "--log-order=grouped",
  "--summarize",
  ...flags,
);

let passed = 0;
let failed = 0;
const failures: string[] = [];
for (const path of reports()) {
  const report = JSON.parse(readFileSync(new URL(path, root), "utf8"));
  const { numPassedTests, numFailedTests, numFailedTestSuites } = report;
  passed += numPassedTests;
  // A file that fails before its first test has no failed test of its own.
  failed += numFailedTests || numFailedTestSuites;
  failures.push(...failedTests(report));
}
// Lint and type checks report no tests, but fail the run as well.
if (code !== 0 && failed === 0) failed = 1;
process.exitCode = code;
const run = lastRun();
failures.unshift(...failedGates(run?.tasks ?? []));
for (const line of timings(run)) console.log(line);
if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join("\n\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
