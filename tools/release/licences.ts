import { pnpm } from "./pnpm.ts";

/** A package that users get: as a dependency of our packages, or in a file that we serve. */
export interface Dependency {
  name: string;
  versions: string[];
  /** Where it is installed. */
  paths: string[];
  license: string;
}

/** Licences that allow everybody to use, change and distribute the code, and require their notice only. */
const allowed = ["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT"];

/** Returns all direct and indirect production dependencies of the packages in the workspace. */
export function productionDependencies(): Dependency[] {
  return listLicences("--prod", "--recursive");
}

/** Returns all dependencies of one package in the workspace, development dependencies included. */
export function installedFor(name: string): Dependency[] {
  return listLicences(`--filter=${name}`);
}

/** Returns the list of `pnpm licenses list`. Throws if there is none. */
function listLicences(...flags: string[]): Dependency[] {
  const { stdout, stderr } = pnpm("licenses", "list", "--json", ...flags);
  if (!stdout.startsWith("{")) throw new Error(`pnpm licenses list: expected a list, got ${stderr || stdout}`);
  const byLicence: Record<string, Dependency[]> = JSON.parse(stdout);
  return Object.values(byLicence).flat();
}

/** Returns a line for each dependency whose licence is not allowed. */
export function findDisallowed(dependencies: Dependency[]): string[] {
  return dependencies
    .filter(({ license }) => !isAllowed(license))
    .map(({ name, versions, license }) => `${name}@${versions.join(", ")} is under ${license || "no licence"}`);
}

/** Whether one of the alternatives (`OR`) is allowed. If several licences apply (`AND`), each has to be allowed. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((licence) => allowed.includes(licence)));
}
