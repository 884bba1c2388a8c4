/** A package with changes. */
export interface ChangedPackage {
  folder: string;
  /** Whether all its unit tests are to run, since something changed that no test imports. */
  everything: boolean;
}

/** Packages whose tests all run within half a minute. The mock's and the site's take minutes. */
const quick = ["spec", "packages/xml", "packages/client", "apps/mock"];
/** Tests import what is written in these. YAML is read, and becomes what is generated. */
const imported = /\.[cm]?[jt]s$/;

/** The packages that files lie in, given by their paths from the root; "." where they lie in none. What is only read by people counts for nothing. */
export function changedPackages(files: string[]): ChangedPackage[] {
  const byFolder = new Map<string, boolean>();
  for (const file of files.filter((path) => !path.endsWith(".md"))) {
    const [folder = "."] = /^(?:spec|(?:packages|apps)\/[^/]+)(?=\/)/.exec(file) ?? [];
    const everything = quick.includes(folder) && !imported.test(file);
    byFolder.set(folder, everything || (byFolder.get(folder) ?? false));
  }
  return [...byFolder].map(([folder, everything]) => ({ folder, everything }));
}
