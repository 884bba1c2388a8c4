/**
 * Runs every gate, says where the time went and, last, what failed, and adds up what the test runners reported. The last line is
 * `N passed, N failed`. With `--long` the tests take their long profile, and are tested themselves.
 */
import { globSync, readFileSync, rmSync } from "node:fs";
import { failedGates, failedTests } from "./failures.ts";
import { forgetRuns, lastRun, timings } from "./timings.ts";
import { runTurbo } from "./turbo.ts";

const root = new URL("../../", import.meta.url);
const reports = () => globSync("{.,spec,packages/*,apps/*,test/packed}/.vitest/report.json", { cwd: root });

const isLong = process.argv.includes("--long");
const flags = process.argv.slice(2).filter((flag) => flag !== "--long");
if (isLong) process.env.UCWA_LONG = "1";

for (const path of reports()) rmSync(new URL(path, root));
forgetRuns();
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
  ...(isLong ? ["test:mutation"] : []),
  // More at once only makes each slower: most tasks are test runners that use all cores.
  "--concurrency=2",
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
// A gate that is no test, such as lint, fails the run as well.
if (code !== 0 && failed === 0) failed = 1;
process.exitCode = code;
const run = lastRun();
failures.unshift(...failedGates(run?.tasks ?? []));
for (const line of timings(run)) console.log(line);
if (failures.length > 0) console.log(`\nWhat failed:\n\n${failures.join("\n\n")}\n`);
console.log(`${passed} passed, ${failed} failed`);
