import { existsSync, readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";
import { isLookedUp, licenceText } from "../../../tools/release/licence-text.ts";
import { packagesInside } from "./packages-inside.ts";

/** A package, and where it is installed. */
interface InstalledPackage {
  name: string;
  version: string;
  folder: string;
}

/**
 * Returns the licences of all packages whose code is in a bundle. A bundle must carry these texts, also those of packages that a bundled
 * package has inside its own files. `others` are files of packages that wrote code into the bundles. Throws if a licence has no text.
 */
export function notices(metafiles: Metafile[], others: string[]): string {
  const inputs = listInputs(metafiles);
  const installed = findPackages([...inputs.keys()].filter((file) => file.includes("node_modules")));
  const writers = findPackages(others);
  const names = new Set([...installed, ...writers].map(({ name }) => name));
  const entries = installed.flatMap((carrier) => [
    formatNotice(carrier),
    ...packagesInside(carrier.folder, inputs)
      .filter((name) => !names.has(name))
      .map((name) => `${name}, inside ${carrier.name} ${carrier.version}\n\n${licenceInside(name, carrier)}`),
  ]);
  const head = "This package carries code of the following packages, under the following licences.";
  return `${[head, ...new Set([...entries, ...writers.map(formatNotice)].sort())].join(`\n\n${"-".repeat(80)}\n\n`)}\n`;
}

function findPackages(files: string[]): InstalledPackage[] {
  return [...new Set(files.map((file) => getPackageFolder(relative("", file))))].map(read);
}

function formatNotice({ name, version, folder }: InstalledPackage): string {
  return `${name} ${version}\n\n${licenceText(name, folder)}`;
}

/** The files of which something got into the bundles, each with what it imports. */
function listInputs(metafiles: Metafile[]): Map<string, string[]> {
  return new Map(
    metafiles.flatMap(({ inputs, outputs }) =>
      Object.values(outputs)
        .flatMap((output) => Object.keys(output.inputs))
        .map((file) => [file, (inputs[file]?.imports ?? []).map(({ original, path }) => original ?? path)] as const),
    ),
  );
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

/** The licence of a package that another has inside: what was looked up, or else what is installed beside that one. */
function licenceInside(name: string, carrier: InstalledPackage): string {
  if (isLookedUp(name)) return licenceText(name);
  const manifest = findPackageJSON(name, pathToFileURL(resolve(carrier.folder, "package.json")));
  return licenceText(name, manifest && dirname(manifest));
}
