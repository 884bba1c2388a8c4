import { readFile } from "node:fs/promises";
import { joinBlocks, type Page } from "../markdown.ts";

/** The changes of one package by version, newest first. */
export interface Changelog {
  name: string;
  versions: Map<string, string>;
}

const root = new URL("../../../../../", import.meta.url);
const packages = ["spec", "packages/client", "packages/xml", "packages/mock"];

/** Returns the page of all releases, from the CHANGELOG of each package. */
export async function changelogPage(): Promise<Page> {
  const texts = packages.map((folder) => readFile(new URL(`${folder}/CHANGELOG.md`, root), "utf8"));
  return {
    path: "changelog",
    title: "Changelog",
    description: "What changed in the contract, the client, the XML codec and the mock, newest first.",
    body: joinBlocks(
      "What changed in the contract, the client, the XML codec and the mock, newest first. All packages always have the same version. If a version does not name a package, that package did not change.",
      changelogText((await Promise.all(texts)).map(readChangelog)),
    ),
  };
}

/** Reads a CHANGELOG that `changeset version` wrote. Throws if it has no heading or no version. */
export function readChangelog(text: string): Changelog {
  const [head = "", ...sections] = text.split(/^## /m);
  const [, name] = /^# (\S+)$/m.exec(head) ?? [];
  if (name === undefined || sections.length === 0)
    throw new Error("CHANGELOG: expected the name of a package and versions, got none.");
  return {
    name,
    versions: new Map(
      sections.map((section) => {
        const end = section.indexOf("\n");
        return [section.slice(0, end).trim(), section.slice(end).trim()];
      }),
    ),
  };
}

/** Returns the changes of all packages by version. Headings of a CHANGELOG become one level smaller. */
export function changelogText(changelogs: Changelog[]): string {
  const versions = new Set(changelogs.flatMap(({ versions }) => [...versions.keys()]));
  return joinBlocks(
    ...[...versions].sort(newestFirst).flatMap((version) => {
      const sections = changelogs.flatMap(({ name, versions }) => {
        const text = versions.get(version);
        return text ? [`### ${name} ${version}`, text.replace(/^### /gm, "#### ")] : [];
      });
      return [`## ${version}`, ...(sections.length > 0 ? sections : ["Nothing that users notice."])];
    }),
  );
}

function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, "en", { numeric: true });
}
