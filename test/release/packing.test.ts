import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { missingFiles } from "../../tools/release/named-files.ts";
import { packedFiles } from "../../tools/release/packed-files.ts";
import { pnpmCommand } from "../../tools/tasks/pnpm-command.ts";
import { copyWorkspace } from "../workspace-copy.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const command = pnpmCommand();

/** What each tarball has, and nothing else: a pattern that matches nothing is as wrong as a file that matches none. */
const contents: Record<string, string[]> = {
  spec: [
    "dist/*.{yaml,json,js}",
    "dist/*.d.ts",
    "dist/THIRD-PARTY-NOTICES.txt",
    "exchanges/*/{request,response}.http",
    "workflows/*.arazzo.yaml",
  ],
  "packages/xml": ["dist/**/*.js", "dist/**/*.d.ts"],
  "packages/client": ["dist/**/*.js", "dist/**/*.d.ts"],
  "packages/mock": [
    "dist/{bin,fetch,index,msw,service-worker}.js",
    "dist/chunk-*.js",
    "dist/{no-generator.js,generator.cjs,generator.d.cts}",
    "dist/**/*.d.ts",
    "dist/THIRD-PARTY-NOTICES.txt",
    "examples/curl/contract.sh",
    "examples/in-process/meeting.test.ts",
    "examples/service-worker/{page,worker}.js",
    "examples/sandboxes/{sandbox.sh,workflow.yml}",
    "examples/{msw,sandboxes,vitest}/{meeting.test,vitest.config}.ts",
  ],
};
const everywhere = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];

describe.each(Object.entries(contents))("The tarball of %s", (folder, own) => {
  it("has what users need, and nothing else", { timeout: 60_000 }, () => {
    const files = packedFiles(folder);
    const patterns = [...everywhere, ...own];
    const strangers = files.filter((file) => !patterns.some((pattern) => matchesGlob(file, pattern)));
    expect(strangers).toEqual([]);
    expect(files.filter((file) => file.startsWith("dist/") && file.includes(".test."))).toEqual([]);
    expect(patterns.filter((pattern) => !files.some((file) => matchesGlob(file, pattern)))).toEqual([]);
  });

  it("has every file that its package.json names", () => {
    const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    expect(manifest.scripts.prepack).toMatch(/^node (\.\.\/)+tools\/release\/prepack\.ts$/);
    expect(missingFiles(join(root, folder), manifest)).toEqual([]);
  });
});

it("What a test runner keeps beside an example is not packed", { timeout: 60_000 }, () => {
  const kept = join(root, "packages/mock/examples/vitest/node_modules/.vite");
  const wasThere = existsSync(kept);
  mkdirSync(kept, { recursive: true });
  const file = join(kept, "left-by-the-packing-test.json");
  writeFileSync(file, "{}");
  try {
    expect(packedFiles("packages/mock").filter((path) => path.includes("node_modules"))).toEqual([]);
  } finally {
    rmSync(wasThere ? file : dirname(kept), { recursive: true });
  }
});

it("What an earlier build left is not packed", { timeout: 60_000 }, () => {
  const folder = join(root, "packages/mock");
  const left = join(folder, "dist/chunk-LEFT0000.js");
  writeFileSync(left, "export {};\n");
  try {
    const { status, stderr } = spawnSync(process.execPath, ["../../tools/release/prepack.ts"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(status, stderr).toBe(0);
    const files = packedFiles("packages/mock");
    expect(files).toContain("dist/index.js");
    expect(files).not.toContain("dist/chunk-LEFT0000.js");
  } finally {
    rmSync(left, { force: true });
  }
});

describe("A file that a package.json names", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ucwa-named-"));
    mkdirSync(join(folder, "dist"));
    writeFileSync(join(folder, "dist/index.js"), "");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    [{ bin: { "ucwa-mock": "dist/bin.js" } }, ['bin["ucwa-mock"]: expected dist/bin.js, got no such file']],
    [{ bin: "dist/bin.js" }, ["bin: expected dist/bin.js, got no such file"]],
    [{ types: "./dist/index.d.ts" }, ["types: expected ./dist/index.d.ts, got no such file"]],
    [
      { exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } } },
      ['exports["."]["types"]: expected ./dist/index.d.ts, got no such file'],
    ],
    [
      { exports: { "./exchanges/*": "./exchanges/*" } },
      ['exports["./exchanges/*"]: expected ./exchanges/*, got no such file'],
    ],
    [{ files: ["dist", "examples", "!dist/*.map"] }, ["files: expected examples, got no such file"]],
  ])("is missed where it is not there: %j", (manifest, lines) => {
    expect(missingFiles(folder, manifest)).toEqual(lines);
  });

  it("is not missed where it is there", () => {
    const exports = { ".": { default: "./dist/index.js" }, "./*": "./dist/*" };
    expect(missingFiles(folder, { bin: "dist/index.js", main: "dist/index.js", files: ["dist"], exports })).toEqual([]);
  });
});

/** A copy of the workspace as git would clone it, with this machine's installed packages and nothing built. */
describe("pnpm pack in a clone that was never built", () => {
  let clone: string;

  beforeEach(() => {
    clone = copyWorkspace();
    // Or pnpm would mend the links below, and with them this machine's own packages.
    const settings = join(clone, "pnpm-workspace.yaml");
    writeFileSync(
      settings,
      readFileSync(settings, "utf8").replace(/^verifyDepsBeforeRun: .*$/m, "verifyDepsBeforeRun: false"),
    );
    for (const manifest of globSync("{.,spec,packages/*,apps/*}/package.json", { cwd: clone })) {
      symlinkSync(join(root, dirname(manifest), "node_modules"), join(clone, dirname(manifest), "node_modules"));
    }
  });
  afterEach(() => rmSync(clone, { recursive: true }));

  const pack = () =>
    spawnSync(command.program, [...command.args, "pack"], {
      cwd: join(clone, "spec"),
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
  const tarballs = () => globSync("spec/*.tgz", { cwd: clone });

  it("builds, packs what was built, and leaves nothing that git would add", { timeout: 120_000 }, () => {
    const { status, stderr } = pack();
    expect(status, stderr).toBe(0);
    const [tarball = ""] = tarballs();
    const inside = execFileSync("tar", ["-tzf", join(clone, tarball)], { encoding: "utf8" }).split("\n");
    expect(inside).toContain("package/dist/openapi.json");
    expect(inside).toContain("package/dist/resource-model.js");
    execFileSync("git", ["init", "--quiet"], { cwd: clone });
    const untracked = ["ls-files", "--others", "--exclude-standard", "*.tgz"];
    expect(execFileSync("git", untracked, { cwd: clone, encoding: "utf8" })).toBe("");
  });

  it("fails, and says which file is missing, where the build does not make what is exported", {
    timeout: 120_000,
  }, () => {
    const path = join(clone, "spec/package.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("./dist/exchanges.js", "./dist/absent.js"));
    const { status, stdout, stderr } = pack();
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain(
      '@ucwa-meetings/spec: package.json: exports["./exchanges"]["default"]: expected ./dist/absent.js, got no such file.',
    );
    expect(tarballs()).toEqual([]);
  });
});
