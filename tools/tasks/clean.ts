/** Removes a folder of the package that it runs in, so that nothing of an earlier build stays in it. */
import { rmSync } from "node:fs";

const [folder = "dist"] = process.argv.slice(2);
rmSync(folder, { recursive: true, force: true });
