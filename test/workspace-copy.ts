import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** A copy of the workspace in a new folder, as git would clone it: nothing installed, nothing built. */
export function copyWorkspace(): string {
  const copy = mkdtempSync(join(tmpdir(), "ucwa-clone-"));
  const list = ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z"];
  const files = execFileSync("git", list, { cwd: root, encoding: "utf8" }).split("\0").filter(Boolean);
  const deleted = new Set(
    execFileSync("git", ["ls-files", "--deleted", "-z"], { cwd: root, encoding: "utf8" }).split("\0"),
  );
  for (const file of files) if (!deleted.has(file)) cpSync(join(root, file), join(copy, file));
  return copy;
}
