/**
 * Writes the notices of the software that we pass on inside files of our own: where a dependency is installed by name, its
 * licence comes with it, and where it is bundled, it would not.
 */
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Dependency, installedFor } from "./licences.ts";

const root = new URL("../../", import.meta.url);

/** The texts of packages that bring none: they forgot it, or a dependency had bundled them before us. Its README says where from. */
const lookedUp = new URL("licence-texts/", import.meta.url);

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

/** The notices of a bundle, as text: each package with its licence, equal texts once. Throws if a licence is not known. */
export function noticesOf({ title, of, packages }: Bundle): string {
  const installed = installedFor(of);
  const texts = new Map<string, string[]>();
  for (const name of [...new Set(packages())].sort()) {
    const found = installed.find((dependency) => dependency.name === name);
    const text = (found && licenceText(found)) || lookedUpText(name);
    if (text === undefined) throw new Error(`${name} is part of ${of}, but brings no licence: what is its licence?`);
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  const rule = "-".repeat(80);
  const sections = [...texts].map(([text, names]) => `${rule}\n${names.join(", ")}\n\n${text}\n`);
  return `${title} contains software of others, under these licences.\n\n${sections.join("\n")}`;
}

function licenceText({ paths: [path = ""] }: Dependency): string {
  const files = globSync("{licen[sc]e,LICEN[SC]E,Licen[sc]e,NOTICE}{,.*,-*}", { cwd: path }).sort();
  return files.map((file) => readText(join(path, file))).join("\n\n");
}

function lookedUpText(name: string): string | undefined {
  const file = new URL(`${name}.txt`, lookedUp);
  return existsSync(file) ? readText(file) : undefined;
}

function readText(file: string | URL): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
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
