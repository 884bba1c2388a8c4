import { readFile } from "node:fs/promises";
import { isRecord } from "../../../../tools/openapi/is-record.ts";
import { addressesIn } from "../../../../tools/release/addresses.ts";

/** Where the project is. What the root's package.json does not have is absent, and so are the links to it. */
export interface Project {
  /** The page of the repository. */
  repository?: string;
  /** Where to report a mistake. */
  bugs?: string;
}

/** Reads the addresses of the project from the root's package.json, which is the only place that has them. */
export async function readProject(): Promise<Project> {
  return toProject(JSON.parse(await readFile(new URL("../../../../package.json", import.meta.url), "utf8")));
}

/** Returns the addresses in a package.json as a browser opens them. */
export function toProject(manifest: Record<string, unknown>): Project {
  const { repository, bugs } = addressesIn(manifest);
  const page = getUrl(repository)
    ?.replace(/^git\+/, "")
    .replace(/\.git$/, "");
  const report = getUrl(bugs);
  return { ...(page === undefined ? {} : { repository: page }), ...(report === undefined ? {} : { bugs: report }) };
}

/** Returns where the file `source` of the repository is edited, or undefined if the repository has no address. */
export function editAddress({ repository }: Project, source: string): string | undefined {
  return repository && `${repository}/edit/main/${source}`;
}

/** Returns how to get a copy of the repository, as Markdown. */
export function repositoryText({ repository }: Project): string {
  return repository === undefined
    ? "The repository has no public address yet. Ask the people who run this site for a copy."
    : `Get a copy of [the repository](${repository}):\n\n\`\`\`sh\ngit clone ${repository}.git\n\`\`\``;
}

function getUrl(address: unknown): string | undefined {
  const url = isRecord(address) ? address.url : address;
  return typeof url === "string" ? url : undefined;
}
