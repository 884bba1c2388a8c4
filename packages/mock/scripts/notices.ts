import { findPackageJSON } from "node:module";
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Metafile } from "esbuild";
import { isLookedUp, licenceText } from "../../../tools/release/licence-text.ts";
import { findPackages, formatNotice, formatNotices, type InstalledPackage } from "../../../tools/release/notices.ts";
import { packagesInside } from "./packages-inside.ts";

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
  return formatNotices(head, [...entries, ...writers.map(formatNotice)]);
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

/** The licence of a package that another has inside: what was looked up, or else what is installed beside that one. */
function licenceInside(name: string, carrier: InstalledPackage): string {
  if (isLookedUp(name)) return licenceText(name);
  const manifest = findPackageJSON(name, pathToFileURL(resolve(carrier.folder, "package.json")));
  return licenceText(name, manifest && dirname(manifest));
}
