import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { pnpmCommand } from "../../tools/tasks/pnpm-command.ts";
import { readCommand } from "../release/workflows.ts";
import type { Registry } from "./registry.ts";

const run = promisify(execFile);

/** Runs the pinned pnpm in a folder. Throws with all that it printed if it fails. */
export async function pnpm(cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const options = { cwd, env, maxBuffer: 100_000_000 };
  const command = pnpmCommand();
  const { stdout } = await run(command.program, [...command.args, ...args], options).catch((error) => {
    throw new Error(`pnpm ${args.join(" ")} failed in ${cwd}:\n${error.stdout}\n${error.stderr}`);
  });
  return stdout;
}

/** Packs what a workspace would publish, as the publish workflow does, into a new folder. */
export async function pack(workspace: string, registry: Registry): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-release-"));
  await pnpm(workspace, registry.env, "exec", "changeset", "pack", "--out-dir", folder);
  return folder;
}

/** Publishes a packed folder with the very command of the publish workflow, which is started for the tag of a version. */
export async function publish(packed: string, version: string, registry: Registry): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ucwa-publish-"));
  symlinkSync(packed, join(folder, "release"));
  const command = readCommand("publish.yml", "Publish the tarballs that were tried");
  // As GitHub starts the commands of a workflow.
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", command];
  await run("bash", args, { cwd: folder, env: { ...registry.env, GITHUB_REF_NAME: `v${version}` } });
  rmSync(folder, { recursive: true });
}

/** The lines of the README's block that packs, as a reader would type them. */
export function packingRecipe(readme: string): string[] {
  const blocks = [...readFileSync(readme, "utf8").matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = ""]) => block);
  const recipe = blocks.find((block) => / pack /.test(block));
  if (recipe === undefined) throw new Error(`${readme} has no block that packs.`);
  return recipe.trim().split("\n");
}

/** An empty project that installs packages: by name from the registry, or tarballs. */
export async function installInto(registry: Registry, ...packages: string[]): Promise<string> {
  const project = mkdtempSync(join(tmpdir(), "ucwa-project-"));
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true, type: "module" }));
  await run("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts", ...packages], {
    cwd: project,
    env: registry.env,
  });
  return project;
}

/**
 * The first TypeScript block of a README as a program of its own: a mock is started and takes the place of the server, and a
 * fixed token the place of the reader's own.
 */
export function readmeProgram(readme: string): string {
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readFileSync(readme, "utf8")) ?? [];
  if (example === undefined) throw new Error(`${readme} has no TypeScript block.`);
  const program = example.replace(/baseUrl: "[^"]+"/, "baseUrl: new URL('/ucwa/v1', mock.url).href");
  if (program === example) throw new Error(`The example in ${readme} has no baseUrl to point at the mock.`);
  return [
    'import { startMock } from "@ucwa-meetings/mock";',
    "const mock = await startMock({ port: 0 });",
    'const tokens = { current: () => "cwt=example" };',
    program,
    'for (const { method, target, status } of mock.requests) console.log("mock:", method, target, status);',
    "await mock.close();",
  ].join("\n");
}
