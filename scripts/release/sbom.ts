/** Writes an SBOM (CycloneDX) for each package into the folder that is named: what comes with it, installed or bundled. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pnpm } from "./pnpm.ts";

const mock = "@ucwa-meetings/mock";
const bundledIntoMock = new URL("../../packages/mock/dist/THIRD-PARTY-NOTICES.txt", import.meta.url);

interface Sbom {
  components: { group?: string; name: string; version: string; "bom-ref": string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

/** The packages that a notices file names, as `name@version`. */
export function namedIn(notices: string): string[] {
  return [...notices.matchAll(/^-{80}\n\n(\S+) (\d+\.\d+\.\S+)$/gm)].map(([, name, version]) => `${name}@${version}`);
}

/** An SBOM with the named components only, and what is between them. */
function keepComponents(sbom: Sbom, names: string[]): Sbom {
  const kept = sbom.components.filter(({ group, name, version }) =>
    names.includes(`${group === undefined ? "" : `${group}/`}${name}@${version}`),
  );
  const gone = new Set(sbom.components.filter((one) => !kept.includes(one)).map((one) => one["bom-ref"]));
  const dependencies = sbom.dependencies
    .filter(({ ref }) => !gone.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => !gone.has(one)) }));
  return { ...sbom, components: kept, dependencies };
}

/** Runs `pnpm sbom` for packages of the workspace, and writes into a folder. Throws with its message if it fails. */
function write(folder: string, ...flags: string[]): void {
  const out = `--out=${join(folder, "%s.cdx.json")}`;
  const { status, stderr } = pnpm("sbom", "--sbom-format=cyclonedx", "--split", out, ...flags);
  if (status !== 0) throw new Error(`pnpm sbom failed: ${stderr}`);
}

/** Writes the SBOMs of all packages that are published. */
export function writeSboms(folder: string): void {
  mkdirSync(folder, { recursive: true });
  write(folder, "--prod", "--filter=./spec", "--filter=./packages/*", `--filter=!${mock}`);
  // The mock has nothing installed with it: what it needs is inside its files.
  write(folder, `--filter=${mock}`);
  const names = namedIn(readFileSync(bundledIntoMock, "utf8"));
  for (const file of globSync("*-mock.cdx.json", { cwd: folder })) {
    const sbom: Sbom = JSON.parse(readFileSync(join(folder, file), "utf8"));
    writeFileSync(join(folder, file), JSON.stringify(keepComponents(sbom, names), undefined, 2));
  }
}

if (import.meta.main) writeSboms(resolve(process.argv[2] ?? "."));
