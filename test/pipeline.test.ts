import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, globSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyWorkspace } from "./workspace-copy.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const turbo = join(root, "node_modules/.bin/turbo");
const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1", REDOCLY_TELEMETRY: "off", NO_COLOR: "1" };

/** Each test works on a copy of the workspace as git would clone it, with this machine's installed packages. */
describe("The pipeline", () => {
  let copy: string;

  beforeEach(() => {
    copy = copyWorkspace();
    // Or pnpm would mend the links below, and with them this machine's own packages.
    const settings = join(copy, "pnpm-workspace.yaml");
    writeFileSync(
      settings,
      readFileSync(settings, "utf8").replace("verifyDepsBeforeRun: install", "verifyDepsBeforeRun: false"),
    );
    for (const manifest of globSync("{.,spec,packages/*,apps/*}/package.json", { cwd: copy })) {
      const modules = join(dirname(manifest), "node_modules");
      symlinkSync(join(root, modules), join(copy, modules));
    }
  });

  afterEach(() => {
    rmSync(copy, { recursive: true });
  });

  const hashes = (): Record<string, string> => {
    const output = execFileSync(turbo, ["run", "build", "typecheck", "test", "lint", "--dry=json"], {
      cwd: copy,
      env,
      encoding: "utf8",
      maxBuffer: 100_000_000,
    });
    const { tasks }: { tasks: { taskId: string; hash: string }[] } = JSON.parse(output);
    return Object.fromEntries(tasks.map(({ taskId, hash }) => [taskId, hash]));
  };

  const changedBy = (change: () => void): string[] => {
    const before = hashes();
    change();
    return Object.entries(hashes())
      .filter(([task, hash]) => before[task] !== hash)
      .map(([task]) => task)
      .sort();
  };

  const build = (...args: string[]) =>
    spawnSync(turbo, ["run", ...args, "--cache-dir", join(copy, ".cache")], { cwd: copy, env, encoding: "utf8" });

  it("makes everything again that is made from the document when a description in it changes", () => {
    const path = join(copy, "spec/components/schemas/SipUri.yaml");
    const changed = changedBy(() => {
      writeFileSync(path, readFileSync(path, "utf8").replace(/^description: "/m, "$&Changed: "));
    });
    expect(changed.filter((task) => task.endsWith("#build") || task.endsWith("#bundle"))).toEqual([
      "@ucwa-meetings/client#build",
      "@ucwa-meetings/docs#build",
      "@ucwa-meetings/mock#build",
      "@ucwa-meetings/mock-server#build",
      "@ucwa-meetings/spec#build",
      "@ucwa-meetings/spec#bundle",
      "@ucwa-meetings/xml#build",
    ]);
  });

  it("makes nothing again when nothing changes", () => {
    expect(changedBy(() => {})).toEqual([]);
  });

  it("makes nothing again when only the spec's README changes", () => {
    const changed = changedBy(() => appendFileSync(join(copy, "spec/README.md"), "\nMore.\n"));
    expect(changed.filter((task) => !task.endsWith("#test"))).toEqual([]);
  });

  it("makes the docs again when the client's source changes, whose comments they show, and not the document", () => {
    const changed = changedBy(() => {
      appendFileSync(join(copy, "packages/client/src/index.ts"), "\nexport const added = true;\n");
    });
    expect(changed).toContain("@ucwa-meetings/client#build");
    expect(changed).toContain("@ucwa-meetings/docs#build");
    expect(changed.filter((task) => task.startsWith("@ucwa-meetings/spec#"))).toEqual([]);
  });

  it("builds the docs again when the codec's source changes, since the mock in the reader's browser has it", () => {
    const changed = changedBy(() => {
      appendFileSync(join(copy, "packages/xml/src/index.ts"), "\nexport const added = true;\n");
    });
    expect(changed).toContain("@ucwa-meetings/xml#build");
    expect(changed).toContain("@ucwa-meetings/docs#build");
    expect(changed.filter((task) => task.startsWith("@ucwa-meetings/spec#"))).toEqual([]);
  });

  it("takes a second build from the cache, whole", { timeout: 120_000 }, () => {
    expect(build("generate").status).toBe(0);
    const { stdout } = build("generate");
    expect(stdout).toMatch(/Cached:\s+3 cached, 3 total/);
  });

  it("stops at a document that does not lint, with Redocly's message", { timeout: 60_000 }, () => {
    const path = join(copy, "spec/paths/myOnlineMeeting.yaml");
    writeFileSync(path, readFileSync(path, "utf8").replace("  operationId: getMyOnlineMeeting\n", ""));
    const { status, stdout } = build("build");
    expect(status).not.toBe(0);
    expect(stdout).toContain("Operation object should contain `operationId` field.");
    expect(stdout).not.toContain("@ucwa-meetings/spec:bundle: cache");
  });
});
