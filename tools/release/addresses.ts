/**
 * Where the project lives is said once, in the root's package.json: `repository`, `homepage` and `bugs`. `pnpm cut` brings the packages
 * into step, and a test notices where they are not. While nothing is said there, nothing is said anywhere.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { isRecord } from "../openapi/is-record.ts";

const root = new URL("../../", import.meta.url);

/** The folders of the packages that are published, from the root. */
export const folders = ["spec", "packages/xml", "packages/client", "packages/mock"];

const fields = ["repository", "homepage", "bugs"];

/** What of a package.json says where the project lives. */
export function addressesIn(manifest: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => field in manifest).map((field) => [field, manifest[field]]));
}

/**
 * What a package says about where it lives, from the root's package.json: the same, with its folder in the repository. Throws if the root's
 * `repository` is not an object with a `url`, since the short form has no place for a folder.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#repository
 */
export function addressesOf(workspace: Record<string, unknown>, folder: string): Record<string, unknown> {
  const { repository, ...others } = addressesIn(workspace);
  if (repository === undefined) return others;
  if (!isRecord(repository) || typeof repository.url !== "string") {
    throw new Error(`package.json: repository: expected an object with a url, got ${JSON.stringify(repository)}.`);
  }
  return { repository: { ...repository, directory: folder }, ...others };
}

/** A package.json with these addresses after its licence, and no others. */
export function withAddresses(
  manifest: Record<string, unknown>,
  addresses: Record<string, unknown>,
): Record<string, unknown> {
  const others = Object.entries(manifest).filter(([field]) => !fields.includes(field));
  const after = others.findIndex(([field]) => field === "license") + 1;
  return Object.fromEntries([...others.slice(0, after), ...Object.entries(addresses), ...others.slice(after)]);
}

/** Brings the addresses of all packages into step with the root's. Throws what `addressesOf` throws. */
export function writeAddresses(): void {
  const workspace = readManifest("package.json");
  for (const folder of folders) {
    const path = `${folder}/package.json`;
    const manifest = withAddresses(readManifest(path), addressesOf(workspace, folder));
    writeFileSync(new URL(path, root), `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

function readManifest(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(path, root), "utf8"));
}

if (import.meta.main) writeAddresses();
