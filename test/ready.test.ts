import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

describe("A script of this repository", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ucwa-ready-"));
    chmodSync(folder, 0o755);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** What is printed in a checkout called `name`, before a script that would print "ran". */
  const run = ({ name = "clone", installed = true, writable = true, node = process.versions.node }) => {
    const clone = join(folder, name);
    mkdirSync(join(clone, "tools/tasks"), { recursive: true });
    cpSync(fileURLToPath(new URL("tools/tasks/ready.js", root)), join(clone, "tools/tasks/ready.js"));
    writeFileSync(join(clone, "package.json"), JSON.stringify({ type: "module" }));
    writeFileSync(join(clone, "tools/tasks/script.js"), 'console.log("ran");');
    if (installed) mkdirSync(join(clone, "node_modules"));
    if (installed) writeFileSync(join(clone, "node_modules/.modules.yaml"), "");
    if (!writable) chmodSync(clone, 0o555);
    const version = `data:text/javascript,Object.defineProperty(process, "versions", { value: { node: "${node}" } })`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["--import", version, "--import", "./tools/tasks/ready.js", "tools/tasks/script.js"],
      // Nothing is read-only to the user root, so nobody runs it there.
      { cwd: clone, encoding: "utf8", ...(process.getuid?.() === 0 && !writable && { uid: 65534 }) },
    );
    return { status, said: (stdout + stderr).trim() };
  };

  it("runs where everything is there", () => {
    expect(run({})).toEqual({ status: 0, said: "ran" });
  });

  it.each([
    ["the folder has a # in its path", { name: "c#" }, "expected a path without #"],
    ["nothing could be installed", { installed: false }, "The dependencies are not installed"],
    ["nothing may be installed", { installed: false, writable: false }, "expected a folder that can be written to"],
    ["its Node was not brought along", { node: "20.9.0" }, "expected Node 24 from the package node, got 20.9.0"],
  ])("says in one line what to do where %s", (_, place, message) => {
    const { status, said } = run(place);
    expect(said).toContain(message);
    expect(said).toMatch(/Move the folder|Copy it|run it/);
    expect(said).not.toContain("\n");
    expect(status).toBe(1);
  });

  it("is checked that way before it runs, whichever people start", () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(read("package.json"));
    for (const name of ["start", "dev", "build", "test", "test:long", "check", "lint", "contract", "bench"]) {
      expect(scripts[name], name).toMatch(/^node --import \.\/tools\/tasks\/ready\.js /);
    }
  });

  it("is checked by something that the oldest Node can read", () => {
    expect(read("tools/tasks/ready.js")).not.toMatch(/from "(?!node:)|: string|import\.meta\.(?:main|dirname)/);
  });

  it("has the engines of its packages held against the Node that it runs on", () => {
    const workspace = read("pnpm-workspace.yaml");
    const [, brought] = /^ {2}node: (\S+)$/m.exec(workspace) ?? [];
    expect(brought).toBe(process.versions.node);
    expect(workspace).toContain(`\nnodeVersion: ${brought}\n`);
  });
});
