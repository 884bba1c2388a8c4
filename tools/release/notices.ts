/** The licences of other people's code in our files. An installed dependency comes with its licence; a bundled one does not. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { licenceText } from "./licence-text.ts";

/** A package, and where it is installed. */
export interface InstalledPackage {
  name: string;
  version: string;
  folder: string;
}

/** Returns the packages to which these files belong, each once, with folders relative to the current one. Throws if a file belongs to none. */
export function findPackages(files: string[]): InstalledPackage[] {
  return [...new Set(files.map((file) => getPackageFolder(relative("", file))))].map(read);
}

/** Returns the name, the version and the licence of a package. Throws if the licence has no text. */
export function formatNotice({ name, version, folder }: InstalledPackage): string {
  return `${name} ${version}\n\n${licenceText(name, folder)}`;
}

/** Returns a file of notices: a sentence, and each of the notices once. */
export function formatNotices(head: string, notices: string[]): string {
  return `${[head, ...new Set(notices.toSorted())].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function getPackageFolder(file: string): string {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    // Some packages put a package.json without a name into their folders, to say what kind of modules they are.
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version !== undefined) return folder;
  }
  throw new Error(`${file} belongs to no package.`);
}

function read(folder: string): InstalledPackage {
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { name, version, folder };
}
