/**
 * Runs before pnpm packs the package in whose folder it is started: builds it with all that it depends on, and stops the packing where
 * a file that its package.json names is missing. A tarball without them would install, and fail where it is used.
 */
import { readFileSync } from "node:fs";
import { runTurbo } from "../tasks/turbo.ts";
import { missingFiles } from "./named-files.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const code = await runTurbo("run", "build", `--filter=${manifest.name}`, "--output-logs=errors-only");
const missing = code === 0 ? missingFiles(".", manifest) : [];
for (const line of missing) console.error(`${manifest.name}: package.json: ${line}.`);
process.exitCode = missing.length > 0 ? 1 : code;
