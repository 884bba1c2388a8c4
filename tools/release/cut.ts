/**
 * Prepares a release from the changesets. It writes the version numbers, the CHANGELOGs, the version of the document and the addresses of the
 * project, and keeps the bundle as the released one. It publishes nothing; the tag does.
 */
import { spawnSync } from "node:child_process";
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { runTurbo } from "../tasks/turbo.ts";
import { writeAddresses } from "./addresses.ts";

const root = new URL("../../", import.meta.url);
const changeset = fileURLToPath(import.meta.resolve("@changesets/cli/bin.js"));
const at = (path: string) => new URL(path, root);

const { status } = spawnSync(process.execPath, [changeset, "version"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(status ?? 1);

writeAddresses();

const { version }: { version: string } = JSON.parse(readFileSync(at("spec/package.json"), "utf8"));
for (const path of ["spec/openapi.yaml", ...globSync("spec/workflows/*.arazzo.yaml", { cwd: root })]) {
  const document = readFileSync(at(path), "utf8");
  writeFileSync(at(path), document.replace(/^( {2}version: ).*$/m, `$1${version}`));
}

const bundled = await runTurbo("run", "bundle", "--filter=@ucwa-meetings/spec", "--output-logs=errors-only");
if (bundled !== 0) process.exit(bundled);
mkdirSync(at("spec/released"), { recursive: true });
cpSync(at("spec/dist/openapi.json"), at("spec/released/openapi.json"));

console.log(`
Version ${version} is ready. Read the CHANGELOGs, commit, and push the commit with the tag v${version}. The tag starts the publish workflow.`);
