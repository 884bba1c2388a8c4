/** A package with changes. */
export interface ChangedPackage {
  folder: string;
  /** Whether to run all its unit tests, because a file changed that no test imports. */
  everything: boolean;
}

/** The packages whose tests take less than half a minute. Those of the mock and the site take minutes. */
const quick = ["spec", "packages/xml", "packages/client", "apps/mock"];
/** The files that a test can import. YAML is read, not imported. */
const imported = /\.[cm]?[jt]s$/;

/** Returns the packages that contain the files, which are paths from the root. A file outside all packages is in ".". Markdown files do not count. */
export function changedPackages(files: string[]): ChangedPackage[] {
  const byFolder = new Map<string, boolean>();
  for (const file of files.filter((path) => !path.endsWith(".md"))) {
    const [folder = "."] = /^(?:spec|(?:packages|apps)\/[^/]+)(?=\/)/.exec(file) ?? [];
    const everything = quick.includes(folder) && !imported.test(file);
    byFolder.set(folder, everything || (byFolder.get(folder) ?? false));
  }
  return [...byFolder].map(([folder, everything]) => ({ folder, everything }));
}
