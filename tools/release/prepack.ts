/**
 * Builds a package and its dependencies before pnpm packs it. It starts in the folder of the package, removes what earlier builds left, and stops the
 * packing if a file is missing that its package.json names. A tarball without that file would install, and fail when it is used.
 */
import { readFileSync } from "node:fs";
import { runTurbo } from "../tasks/turbo.ts";
import { removeOtherFiles } from "./built-files.ts";
import { missingFiles } from "./named-files.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const code = await runTurbo("run", "build", `--filter=${manifest.name}`, "--output-logs=errors-only");
// The document is built by two tasks, whose files always have the same names.
if (code === 0 && manifest.scripts.build) removeOtherFiles("dist");
const missing = code === 0 ? missingFiles(".", manifest) : [];
for (const line of missing) console.error(`${manifest.name}: package.json: ${line}.`);
process.exitCode = missing.length > 0 ? 1 : code;
