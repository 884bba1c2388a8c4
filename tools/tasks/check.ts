/**
 * Runs lint and type checks, and the unit tests that the changes since the last commit reach. Results of unchanged tasks come from the cache.
 * `pnpm test` runs the tests that take minutes.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { changedPackages } from "./changed-packages.ts";
import { runTurbo } from "./turbo.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
const config = fileURLToPath(new URL("../../vitest.config.ts", import.meta.url));

/** Flags that leave out the slowest tests. They copy the repository or run all workflows. */
const slow = ["determinism", "pipeline", "contract", "telemetry"].flatMap((name) => [
  "--exclude",
  `test/${name}.test.ts`,
]);

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

for (const { folder, everything } of changedPackages(changedFiles())) {
  if (!existsSync(new URL(`../../${folder}/package.json`, import.meta.url))) continue;
  console.log(`\nTests of ${folder}${everything ? "" : " that the changes reach"}`);
  const reach = everything ? [] : ["--changed", "HEAD"];
  const skipped = folder === "." ? slow : [];
  const args = ["run", "--config", config, "--root", `${root}${folder}`, "--passWithNoTests", "--reporter=dot"];
  if ((await runNode(vitest, ...args, ...reach, ...skipped)) !== 0) failed.push(`tests of ${folder}`);
}

const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(failed.length === 0 ? `\nAll passed in ${seconds} s` : `\nFailed in ${seconds} s: ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;

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
