/**
 * Ends the build of a package: `node ../../tools/release/built-files.ts dist` lists the files of the build, so that `prepack` can remove the files of
 * earlier ones. turbo puts what it has in its cache on top of what is there already, and chunks have other names in each build.
 */
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The list is in the folder, and is not packed. */
const listName = "built-files.json";

/** Writes the list of the files in a folder. The folder was empty before the build. */
export function listBuiltFiles(folder: string): void {
  writeFileSync(join(folder, listName), JSON.stringify(findFiles(folder)));
}

/** Removes the files that are in a folder, but not in its list. Throws if there is no list. */
export function removeOtherFiles(folder: string): void {
  const built: string[] = JSON.parse(readFileSync(join(folder, listName), "utf8"));
  for (const file of findFiles(folder)) if (!built.includes(file)) rmSync(join(folder, file));
}

function findFiles(folder: string): string[] {
  const paths = globSync("**/*", { cwd: folder });
  return paths.filter((path) => path !== listName && statSync(join(folder, path)).isFile());
}

if (import.meta.main) listBuiltFiles(process.argv[2] ?? "dist");
