import { execFile, execFileSync } from "node:child_process";
import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyWorkspace } from "../workspace-copy.ts";
import { tool } from "./packed.ts";
import { type Registry, startRegistry } from "./registry.ts";
import { installInto, pack, packingRecipe, pnpm, publish, readmeProgram } from "./release.ts";

const run = promisify(execFile);
const root = join(import.meta.dirname, "../..");
const packages = ["spec", "xml", "client", "mock"].map((name) => `@ucwa-meetings/${name}`);

/** Everything that happens at a release, with a registry on this machine in the place of npm's. */
describe("A release", () => {
  let registry: Registry;
  let folders: string[];

  beforeEach(async () => {
    folders = [];
    registry = await startRegistry();
  }, 60_000);
  afterEach(async () => {
    await registry.close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const temporary = (folder: string) => {
    folders.push(folder);
    return folder;
  };
  const view = async (name: string) => {
    const { stdout } = await run("npm", ["view", name, "--json"], { env: registry.env });
    const found: Record<string, unknown> = JSON.parse(stdout);
    return found;
  };

  const expectPublished = async (version: string) => {
    for (const name of packages) {
      expect(await view(name)).toMatchObject({ name, version, license: "MIT", "dist-tags": { latest: version } });
    }
  };

  /** Installs into an empty project, and sees the README's example do all it says on every Node that reads TypeScript. */
  const tryReadme = async (...packages: string[]) => {
    const project = temporary(await installInto(registry, ...packages));
    writeFileSync(join(project, "example.ts"), readmeProgram(join(root, "packages/client/README.md")));
    for (const node of [tool("node-22/bin/node"), process.execPath, tool("node-26/bin/node")]) {
      const { stdout } = await run(node, ["example.ts"], { cwd: project });
      for (const method of ["GET", "PUT", "POST", "DELETE"]) {
        expect(stdout).toMatch(new RegExp(`^mock: ${method} \\S+ 20[014]$`, "m"));
      }
    }
  };

  it("publishes four packages of one version, and the README's example runs on them", {
    timeout: 180_000,
  }, async () => {
    // The publish workflow hands over what it is about to publish.
    const packed = process.env.UCWA_PACKED ?? temporary(await pack(root, registry));
    await publish(packed, readVersion(root), registry);
    // Once more, as after a run that broke off.
    await publish(packed, readVersion(root), registry);
    await expectPublished(readVersion(root));
    await tryReadme("@ucwa-meetings/client", "@ucwa-meetings/mock");
  });

  it.runIf(process.env.UCWA_LONG)(
    "goes from a clean clone and a changeset to a package in an empty project",
    { timeout: 600_000 },
    async () => {
      const clone = temporary(copyWorkspace());
      const git = (...args: string[]) => execFileSync("git", args, { cwd: clone, stdio: "pipe" });
      git("init", "--quiet", "--initial-branch=main");
      git("add", "--all");
      git(
        "-c",
        "user.name=Somebody",
        "-c",
        "user.email=somebody@example.com",
        "commit",
        "--quiet",
        "--message=Everything",
      );
      await pnpm(clone, process.env, "install", "--frozen-lockfile");
      const prose = "Meetings can be read by the light of the moon.";
      writeFileSync(join(clone, ".changeset/moon.md"), `---\n"@ucwa-meetings/client": minor\n---\n\n${prose}\n`);

      await pnpm(clone, process.env, "run", "cut");
      const version = readVersion(clone);
      expect(version).not.toBe(readVersion(root));
      expect(readFileSync(join(clone, "packages/client/CHANGELOG.md"), "utf8")).toContain(prose);
      expect(JSON.parse(readFileSync(join(clone, "spec/released/openapi.json"), "utf8"))).toMatchObject({
        info: { version },
      });

      await pnpm(clone, process.env, "run", "build");
      await publish(temporary(await pack(clone, registry)), version, registry);
      await expectPublished(version);
      await tryReadme("@ucwa-meetings/client", "@ucwa-meetings/mock");
    },
  );

  it.runIf(process.env.UCWA_LONG)(
    "can be tried before it is published: the README's recipe packs all four packages in a clean clone",
    { timeout: 600_000 },
    async () => {
      const clone = temporary(copyWorkspace());
      for (const line of packingRecipe(join(root, "README.md"))) {
        await run("sh", ["-c", line], { cwd: clone, maxBuffer: 100_000_000 });
      }
      const tarballs = globSync("tarballs/*.tgz", { cwd: clone }).sort();
      expect(tarballs).toEqual(
        ["client", "mock", "spec", "xml"].map((name) => `tarballs/ucwa-meetings-${name}-${readVersion(clone)}.tgz`),
      );
      await tryReadme(...tarballs.map((file) => join(clone, file)));
    },
  );
});

function readVersion(workspace: string): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(workspace, "spec/package.json"), "utf8"));
  return version;
}
