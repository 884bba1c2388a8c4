import { execFileSync } from "node:child_process";
import { globSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pnpmCommand } from "../../tasks/pnpm-command.ts";
import type { Candidate } from "./mock-servers.ts";

const root = new URL("../../../", import.meta.url);

/** What an install writes to the disk. */
export interface InstallSize {
  packages: number;
  megabytes: number;
}

/** Installs a candidate with npm into an empty folder, without install scripts, and returns its size. */
export function install({ install: wanted }: Candidate): InstallSize {
  const folder = mkdtempSync(join(tmpdir(), "bench-install-"));
  try {
    const packages = wanted === "packed" ? [pack(folder)] : wanted;
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", private: true }));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
    execFileSync("npm", ["install", ...flags, ...packages], { cwd: folder, stdio: "pipe", timeout: 180_000 });
    const modules = join(folder, "node_modules");
    const lock: { packages: object } = JSON.parse(readFileSync(join(modules, ".package-lock.json"), "utf8"));
    const bytes = readdirSync(modules, { recursive: true, encoding: "utf8" })
      .map((path) => lstatSync(join(modules, path)))
      .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
    return { packages: Object.keys(lock.packages).length, megabytes: bytes / 1e6 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Packs the mock and returns the path of the tarball. */
function pack(folder: string): string {
  const { program, args } = pnpmCommand();
  execFileSync(program, [...args, "pack", "--pack-destination", folder], {
    cwd: fileURLToPath(new URL("packages/mock", root)),
    stdio: "pipe",
    timeout: 60_000,
  });
  return join(folder, globSync("*.tgz", { cwd: folder })[0] ?? "");
}
