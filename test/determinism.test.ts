import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { globSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pnpmCommand } from "../tools/tasks/pnpm-command.ts";
import { copyWorkspace } from "./workspace-copy.ts";

const run = promisify(execFile);
const command = pnpmCommand();
const outputs = "{spec,packages/*,apps/*}/dist/**/*";
const long = process.env.UCWA_LONG !== undefined;
// The site takes longer to install and to build than all the rest.
const filter = long ? [] : ["--filter=!@ucwa-meetings/docs"];

/** Two clones in different folders, each installed and built without a cache, beside each other. */
describe("The build", () => {
  let clones: string[];

  beforeAll(async () => {
    clones = [copyWorkspace(), copyWorkspace()];
    for (const clone of clones) await pnpm(clone, "install", "--frozen-lockfile", "--prefer-offline", ...filter);
    for (const result of await Promise.allSettled(clones.map((clone) => build(clone, ...filter)))) {
      if (result.status === "rejected") throw result.reason;
    }
  }, 240_000);

  afterAll(() => {
    for (const clone of clones) rmSync(clone, { recursive: true });
  });

  const pnpm = (clone: string, ...args: string[]) =>
    run(command.program, [...command.args, ...args], { cwd: clone, maxBuffer: 100_000_000 }).catch((error) => {
      throw new Error(`${error.message}\n${error.stdout}`);
    });
  const build = (clone: string, ...flags: string[]) =>
    pnpm(clone, "exec", "node", "tools/tasks/turbo.ts", "run", "build", "--cache-dir", join(clone, ".cache"), ...flags);

  /** A line for each file that was built, with the hash of its bytes. */
  const built = (clone: string) =>
    globSync(outputs, { cwd: clone, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => `${path.slice(clone.length)} ${createHash("sha256").update(readFileSync(path)).digest("hex")}`)
      .sort();

  it("gives the same bytes of everything that is published, whichever folder it runs in", () => {
    const [first = [], second = []] = clones.map((clone) =>
      built(clone).filter((line) => !line.startsWith("/apps/docs/")),
    );
    for (const folder of ["spec", "packages/xml", "packages/client", "packages/mock", "apps/mock"]) {
      expect(
        first.some((line) => line.startsWith(`/${folder}/dist/`)),
        folder,
      ).toBe(true);
    }
    expect(differences(first, second)).toEqual([]);
  });

  // Astro names the classes of Starlight's components after the absolute path of its files.
  it.runIf(long)("gives the same site twice in the same folder", { timeout: 60_000 }, async () => {
    const [clone = ""] = clones;
    const before = built(clone);
    expect(before.some((line) => line.startsWith("/apps/docs/dist/index.html "))).toBe(true);
    await build(clone, "--filter=@ucwa-meetings/docs", "--only", "--force");
    expect(differences(before, built(clone))).toEqual([]);
  });

  it("gives the same bytes from the cache as it gave when it ran", { timeout: 60_000 }, async () => {
    const [clone = ""] = clones;
    const before = built(clone);
    for (const folder of globSync("{spec,packages/*,apps/*}/dist", { cwd: clone })) {
      rmSync(join(clone, folder), { recursive: true });
    }
    expect((await build(clone, ...filter)).stdout).toContain(">>> FULL TURBO");
    expect(differences(before, built(clone))).toEqual([]);
  });
});

/** The lines that only one of two lists has. */
function differences(before: string[], after: string[]): string[] {
  const [old, now] = [new Set(before), new Set(after)];
  return [...before.filter((line) => !now.has(line)), ...after.filter((line) => !old.has(line))];
}
