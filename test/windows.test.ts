import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pnpmCommand } from "../tools/tasks/pnpm-command.ts";

const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");
const scripts = globSync(
  [
    "tools/{tasks,release,mutation/src}/**/*.{ts,js}",
    "packages/*/scripts/**/*.ts",
    "apps/docs/src/build/**/*.ts",
    "spec/scripts/**/*.ts",
  ],
  { cwd: root },
);
const manifests = globSync(["package.json", "{spec,test/packed,tools/*,packages/*,apps/*}/package.json"], {
  cwd: root,
});

/** No Windows is at hand. This is what would not run there. */
const forbidden = {
  "a shell": /shell: true|(?<![.\w])exec(?:Sync)?\(|spawn(?:Sync)?\("(?:sh|bash)"/,
  "a script of .bin": /\.bin\//,
  "a program that is a .cmd there":
    /(?:spawn|execFile|fork)(?:Sync)?\(\s*"(?:npx|npm|pnpm|tsc|turbo|vitest|biome|redocly|knip|changeset)"/,
  "a path put together with slashes": /cwd\(\)\s*\+|\$\{(?:tmpdir|homedir|process\.cwd)\(\)\}\/|process\.env\.HOME\b/,
  "a URL taken for a path": /\.pathname\)?,\s*\{ cwd|cwd: \w+\.pathname/,
};

describe("Nothing on Windows depends on", () => {
  it.each(Object.entries(forbidden))("%s", (_, pattern) => {
    expect(scripts.length).toBeGreaterThan(30);
    expect(scripts.filter((path) => pattern.test(read(path)))).toEqual([]);
  });

  it("what only a POSIX shell understands in the scripts of a package", () => {
    const posix = /(?:^|&& |\|\| )(?:[A-Z_]+=|rm |cp |mv |mkdir |find |cat |sh |bash )|\$[A-Z{(]|[;'`]|\.bin\//;
    const found = manifests.flatMap((path) => {
      const { scripts = {} }: { scripts?: Record<string, string> } = JSON.parse(read(path));
      return Object.entries(scripts).filter(([, line]) => posix.test(line));
    });
    expect(found).toEqual([]);
  });
});

describe("The scripts start pnpm", () => {
  const [, version = ""] = /"packageManager": "pnpm@(.*?)"/.exec(read("package.json")) ?? [];
  const agent = `pnpm/${version} npm/? node/? win32 x64`;

  it("as the program that it is", () => {
    const runner = "C:\\npm\\node_modules\\pnpm\\pnpm.exe";
    expect(pnpmCommand({ npm_execpath: runner, npm_config_user_agent: agent })).toEqual({ program: runner, args: [] });
  });

  it("through Node where it is a script", () => {
    const runner = "C:\\corepack\\pnpm\\bin\\pnpm.mjs";
    const command = { program: process.execPath, args: [runner] };
    expect(pnpmCommand({ npm_execpath: runner, npm_config_user_agent: agent })).toEqual(command);
  });

  it("through npx, and not as npx.cmd, where npm runs them or another pnpm does", () => {
    const runner = "C:\\Program Files\\nodejs\\node_modules\\npm\\bin\\npm-cli.js";
    const npx = [runner.replace("npm-cli", "npx-cli"), "-y", `pnpm@${version}`];
    expect(pnpmCommand({ npm_execpath: runner })).toEqual({ program: process.execPath, args: npx });
    const other = { npm_execpath: "/usr/bin/pnpm", npm_config_user_agent: "pnpm/9.0.0 npm/? node/?" };
    expect(pnpmCommand(other)).toEqual({ program: "npx", args: ["-y", `pnpm@${version}`] });
  });
});
