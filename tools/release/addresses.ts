/**
 * Copies the addresses of the project, `repository`, `homepage` and `bugs`, from the root's package.json to the packages. `pnpm cut` runs it, and
 * a test fails if they differ. If the root has no addresses, the packages have none.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { isRecord } from "../openapi/is-record.ts";

const root = new URL("../../", import.meta.url);

/** The folders of the published packages, from the root. */
export const folders = ["spec", "packages/xml", "packages/client", "packages/mock"];

const fields = ["repository", "homepage", "bugs"];

/** Returns the addresses in a package.json. */
export function addressesIn(manifest: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(fields.filter((field) => field in manifest).map((field) => [field, manifest[field]]));
}

/**
 * Returns the addresses of a package: those of the root's package.json, with the folder of the package. Throws if the root's `repository` is not
 * an object with a `url`, because the short form cannot have a folder.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json#repository
 */
export function buildAddresses(workspace: Record<string, unknown>, folder: string): Record<string, unknown> {
  const { repository, ...others } = addressesIn(workspace);
  if (repository === undefined) return others;
  if (!isRecord(repository) || typeof repository.url !== "string") {
    throw new Error(`package.json: repository: expected an object with a url, got ${JSON.stringify(repository)}.`);
  }
  return { repository: { ...repository, directory: folder }, ...others };
}

/** Returns a package.json with these addresses, and no others, after its licence. */
export function withAddresses(
  manifest: Record<string, unknown>,
  addresses: Record<string, unknown>,
): Record<string, unknown> {
  const others = Object.entries(manifest).filter(([field]) => !fields.includes(field));
  const after = others.findIndex(([field]) => field === "license") + 1;
  return Object.fromEntries([...others.slice(0, after), ...Object.entries(addresses), ...others.slice(after)]);
}

/** Copies the root's addresses to all packages. Throws what `buildAddresses` throws. */
export function writeAddresses(): void {
  const workspace = readManifest("package.json");
  for (const folder of folders) {
    const path = `${folder}/package.json`;
    const manifest = withAddresses(readManifest(path), buildAddresses(workspace, folder));
    writeFileSync(new URL(path, root), `${JSON.stringify(manifest, undefined, 2)}\n`);
  }
}

function readManifest(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(path, root), "utf8"));
}

if (import.meta.main) writeAddresses();
