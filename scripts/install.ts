/** Installs a workspace of its own, `compat`, `bench` or `mutation`, which a plain install leaves out. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { pnpmCommand } from "./pnpm-command.ts";

const root = new URL("../", import.meta.url);
const [folder = "."] = process.argv.slice(2);
const command = pnpmCommand();
const { status } = spawnSync(command.program, [...command.args, "install", "--frozen-lockfile", "--reporter=silent"], {
  cwd: fileURLToPath(new URL(folder, root)),
  stdio: "inherit",
});
process.exitCode = status ?? 1;
