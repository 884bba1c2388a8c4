import { pnpm } from "./pnpm.ts";

/** A package that reaches users: installed with one of ours, or part of what we serve. */
export interface Dependency {
  name: string;
  versions: string[];
  /** Where it is installed. */
  paths: string[];
  license: string;
}

/**
 * Licences that let anybody use, change and pass on the code, and ask for no more than their notice. "BSD" is what packages
 * said before there were identifiers; the one in use, url-template, has the three-clause text.
 */
const allowed = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"];

/** The production dependencies of all packages of the workspace, and theirs. */
export function productionDependencies(): Dependency[] {
  return listLicences("--prod", "--recursive");
}

/** All that is installed for one package of the workspace, tools included. */
export function installedFor(name: string): Dependency[] {
  return listLicences(`--filter=${name}`);
}

/** What `pnpm licenses list` finds. Throws with its message if it gives no list. */
function listLicences(...flags: string[]): Dependency[] {
  const { stdout, stderr } = pnpm("licenses", "list", "--json", ...flags);
  if (!stdout.startsWith("{")) throw new Error(`pnpm licenses gave no list: ${stderr || stdout}`);
  const byLicence: Record<string, Dependency[]> = JSON.parse(stdout);
  return Object.values(byLicence).flat();
}

/** The dependencies whose licence is not among the allowed ones, as lines that name both. */
export function notAllowed(dependencies: Dependency[]): string[] {
  return dependencies
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, versions, license }) => `${name}@${versions.join(", ")} is under ${license || "no licence"}`);
}

/** Of alternatives one must be allowed; of licences that all apply, each. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => allowed.includes(licence)));
}
