/** Installs a part of the second workspace, which a plain install leaves out: `packed`, `bench`, `mutation` or `generators*`. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withLock } from "./lock.ts";
import { pnpmCommand } from "./pnpm-command.ts";

const workspace = new URL("../", import.meta.url);
const [part = ""] = process.argv.slice(2);
const command = pnpmCommand();
const args = [
  "install",
  "--frozen-lockfile",
  "--prefer-offline",
  "--reporter=silent",
  `--filter=ucwa-meetings-${part}`,
];
const { status } = await withLock(new URL(".installing", workspace), () =>
  spawnSync(command.program, [...command.args, ...args], { cwd: fileURLToPath(workspace), stdio: "inherit" }),
);
process.exitCode = status ?? 1;
