/**
 * Runs lint and type checks, and the unit tests that the changes since the last commit reach. Results of unchanged tasks come from the cache.
 * Test files that took two seconds or more in the last `pnpm test` are left to the next one.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { changedPackages } from "./changed-packages.ts";
import { slowTests } from "./slow-tests.ts";
import { runTurbo } from "./turbo.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
const config = fileURLToPath(new URL("../../vitest.config.ts", import.meta.url));

/** Tests of the root that copy the repository or run all workflows. */
const slowest = ["determinism", "pipeline", "contract", "telemetry"].map((name) => `test/${name}.test.ts`);

const started = performance.now();
const failed: string[] = [];
const gates = ["lint", "lint:workflows", "lint:code", "typecheck"];
const flags = [
  "--concurrency=2",
  "--continue=dependencies-successful",
  "--output-logs=errors-only",
  "--log-order=grouped",
];
if ((await runTurbo("run", ...gates, ...flags)) !== 0) failed.push("lint or types");

const changed = changedFiles();
for (const { folder, everything } of changedPackages(changed)) {
  if (!existsSync(new URL(`../../${folder}/package.json`, import.meta.url))) continue;
  console.log(`\nTests of ${folder}${everything ? "" : " that the changes reach"}`);
  const reach = everything ? [] : ["--changed", "HEAD"];
  const skipped = everything ? [] : listSlowTests(folder).flatMap((path) => ["--exclude", path]);
  const args = ["run", "--config", config, "--root", `${root}${folder}`, "--passWithNoTests", "--reporter=dot"];
  // The tests of the mock share what Prism has loaded.
  if (folder === "packages/mock") args.push("--no-isolate");
  if ((await runNode(vitest, ...args, ...reach, ...skipped)) !== 0) failed.push(`tests of ${folder}`);
}

const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(failed.length === 0 ? `\nAll passed in ${seconds} s` : `\nFailed in ${seconds} s: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The tests to skip: those that took long in the last `pnpm test`, if there was one. */
function listSlowTests(folder: string): string[] {
  const report = new URL(`../../${folder}/.vitest/report.json`, import.meta.url);
  const slow = existsSync(report) ? slowTests(JSON.parse(readFileSync(report, "utf8")), changed) : [];
  return [...slow.map((path) => relative(`${root}${folder}`, path)), ...(folder === "." ? slowest : [])];
}

/** The files that differ from the last commit, and those that git does not know yet. */
function changedFiles(): string[] {
  const git = (...args: string[]) => spawnSync("git", args, { cwd: root, encoding: "utf8" }).stdout.split("\0");
  return [
    ...git("diff", "--name-only", "-z", "HEAD"),
    ...git("ls-files", "--others", "--exclude-standard", "-z"),
  ].filter(Boolean);
}

function runNode(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
  return new Promise((resolve) => child.on("exit", (code) => resolve(code ?? 1)));
}
