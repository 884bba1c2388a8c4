/**
 * The fast loop: lint and types of everything, from the cache where nothing changed, and the unit tests that the changes since the last commit
 * reach. What takes minutes is for `pnpm test`.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { changedPackages } from "./changed-packages.ts";
import { runTurbo } from "./turbo.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const vitest = fileURLToPath(new URL("vitest.mjs", import.meta.resolve("vitest/package.json")));
const config = fileURLToPath(new URL("../../vitest.config.ts", import.meta.url));

/** They copy the repository, or play all workflows, and take longer than all the rest. */
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
console.log(failed.length === 0 ? `\nAll well, in ${seconds} s` : `\nFailed: ${failed.join(", ")}, in ${seconds} s`);
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
