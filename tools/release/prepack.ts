/**
 * Builds a package and its dependencies before pnpm packs it. It starts in the folder of the package, and stops the packing if a file is missing
 * that its package.json names. A tarball without that file would install, and fail when it is used.
 */
import { readFileSync } from "node:fs";
import { runTurbo } from "../tasks/turbo.ts";
import { missingFiles } from "./named-files.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const code = await runTurbo("run", "build", `--filter=${manifest.name}`, "--output-logs=errors-only");
const missing = code === 0 ? missingFiles(".", manifest) : [];
for (const line of missing) console.error(`${manifest.name}: package.json: ${line}.`);
process.exitCode = missing.length > 0 ? 1 : code;
