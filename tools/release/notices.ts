/**
 * Writes the licences of the packages that are bundled into our files. An installed dependency comes with its licence; a bundled one does not.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { licenceText } from "./licence-text.ts";
import { installedFor } from "./licences.ts";

const root = new URL("../../", import.meta.url);

/** Files that contain other people's code. */
export interface Bundle {
  /** The path of the file with the notices, from the root. */
  notices: string;
  /** The name that the notices use for these files. */
  title: string;
  /** The package in this workspace whose dependencies are bundled. */
  packageName: string;
  /** Returns the names of the bundled packages. */
  packages: () => string[];
}

/** All bundles whose notices are files in git. */
export const bundles: Bundle[] = [
  {
    notices: "apps/docs/src/site/public/THIRD-PARTY-NOTICES.txt",
    title: "This site",
    packageName: "@ucwa-meetings/docs",
    packages: () => [
      "@astrojs/starlight",
      "@expressive-code/core",
      "astro",
      "minisearch",
      "redoc",
      ...inSourceMap("apps/docs/package.json", "redoc/bundles/redoc.standalone.js.map"),
    ],
  },
];

/** Returns the notices of a bundle as text, each licence once with its packages. Throws if a package has no licence text. */
export function formatNotices({ title, packageName, packages }: Bundle): string {
  const installed = installedFor(packageName);
  const texts = new Map<string, string[]>();
  for (const name of [...new Set(packages())].sort()) {
    const found = installed.find((dependency) => dependency.name === name);
    const text = licenceText(name, found?.paths[0]);
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  const rule = "-".repeat(80);
  const sections = [...texts].map(([text, names]) => `${rule}\n${names.join(", ")}\n\n${text}\n`);
  return `${title} contains software of others, under these licences.\n\n${sections.join("\n")}`;
}

/** Returns the packages whose files are in a source map. */
function inSourceMap(manifest: string, specifier: string): string[] {
  const path = createRequire(new URL(manifest, root)).resolve(specifier);
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(path, "utf8"));
  return sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
}

if (import.meta.main) {
  for (const bundle of bundles) writeFileSync(new URL(bundle.notices, root), formatNotices(bundle));
}
