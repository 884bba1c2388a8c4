/**
 * Writes the notices of the software that we pass on inside files of our own: where a dependency is installed by name, its
 * licence comes with it, and where it is bundled, it would not.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { licenceText } from "./licence-text.ts";
import { installedFor } from "./licences.ts";

const root = new URL("../../", import.meta.url);

/** A set of files that carries other people's code. */
export interface Bundle {
  /** The file with the notices, from the root. */
  notices: string;
  /** What carries the code, as the notices name it. */
  title: string;
  /** The package of this workspace whose dependencies the code comes from. */
  of: string;
  /** The names of the packages whose code it is. */
  packages: () => string[];
}

/** Everything of ours that carries other people's code. */
export const bundles: Bundle[] = [
  {
    notices: "apps/docs/src/site/public/THIRD-PARTY-NOTICES.txt",
    title: "This site",
    of: "@ucwa-meetings/docs",
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

/** The notices of a bundle, as text: each package with its licence, equal texts once. Throws where a licence has no text. */
export function noticesOf({ title, of, packages }: Bundle): string {
  const installed = installedFor(of);
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

/** The packages whose files a source map names. */
function inSourceMap(manifest: string, specifier: string): string[] {
  const path = createRequire(new URL(manifest, root)).resolve(specifier);
  const { sources }: { sources: string[] } = JSON.parse(readFileSync(path, "utf8"));
  return sources.flatMap((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []);
}

if (import.meta.main) {
  for (const bundle of bundles) writeFileSync(new URL(bundle.notices, root), noticesOf(bundle));
}
