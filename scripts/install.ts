/** Installs a workspace of its own, `compat`, `bench` or `mutation`, which a plain install leaves out. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const { packageManager } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const [folder = "."] = process.argv.slice(2);
const { status } = spawnSync("npx", ["-y", packageManager, "install", "--frozen-lockfile", "--reporter=silent"], {
  cwd: fileURLToPath(new URL(folder, root)),
  stdio: "inherit",
});
process.exitCode = status ?? 1;
