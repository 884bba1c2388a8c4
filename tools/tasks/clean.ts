/** Removes a folder of the package in which it runs, so that no file of an earlier build remains. */
import { rmSync } from "node:fs";

const [folder = "dist"] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
