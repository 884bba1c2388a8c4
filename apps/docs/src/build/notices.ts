import { realpathSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { findPackageJSON } from "node:module";
import { join } from "node:path";
import { findPackages, formatNotice, formatNotices } from "../../../../tools/release/notices.ts";

const head = "This site contains software of others, under these licences.";

const expressiveCode = ["@astrojs/starlight", "astro-expressive-code", "rehype-expressive-code", "expressive-code"];

/**
 * What writes markup and styles into the pages. None of its files is in a bundle, so it stands in no list of files. Each is found from the package
 * that depends on it.
 */
const writers = [
  ["@astrojs/starlight"],
  [...expressiveCode, "@expressive-code/core"],
  [...expressiveCode, "@expressive-code/plugin-frames"],
  [...expressiveCode, "@expressive-code/plugin-shiki"],
  [...expressiveCode, "@expressive-code/plugin-text-markers"],
  ["redoc"],
];

/**
 * Writes the licences of what the site consists of: `files` got into its scripts, the packages in `writers` wrote its pages, and the mock of the
 * panel brings a list of its own.
 */
export async function writeNotices(dist: string, files: string[]): Promise<void> {
  const packages = findPackages([
    ...files.filter((file) => file.includes("node_modules")),
    ...writers.map(findManifest),
  ]);
  const mock = new URL("dist/THIRD-PARTY-NOTICES.txt", import.meta.resolve("@ucwa-meetings/mock/package.json"));
  const [, ...ofMock] = (await readFile(mock, "utf8")).trimEnd().split(`\n\n${"-".repeat(80)}\n\n`);
  await writeFile(
    join(dist, "THIRD-PARTY-NOTICES.txt"),
    formatNotices(head, [...packages.map(formatNotice), ...ofMock]),
  );
}

function findManifest(names: string[]): string {
  return names.reduce((file, name) => realpathSync(findPackageJSON(name, file) ?? ""), import.meta.filename);
}
