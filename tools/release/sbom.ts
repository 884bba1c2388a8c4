/** Writes a CycloneDX SBOM for each package into a folder. It lists the installed and the bundled dependencies. */
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pnpm } from "./pnpm.ts";

const mock = "@ucwa-meetings/mock";
const bundledIntoMock = new URL("../../packages/mock/dist/THIRD-PARTY-NOTICES.txt", import.meta.url);

interface Sbom {
  components: { type?: string; group?: string; name: string; version?: string; "bom-ref": string }[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

/** Returns the packages in a notices file, as `name@version`. */
export function parseNotices(notices: string): string[] {
  return [...notices.matchAll(/^-{80}\n\n(\S+) (\d+\.\d+\.\S+)$/gm)].map(([, name, version]) => `${name}@${version}`);
}

/** Returns the packages that are inside other packages, as the name and the `name@version` of the other. A notices file has no version for them. */
export function insideIn(notices: string): [name: string, carrier: string][] {
  const heads = notices.matchAll(/^-{80}\n\n(\S+), inside (\S+) (\S+)$/gm);
  return [...heads].map(([, name = "", carrier, version]) => [name, `${carrier}@${version}`]);
}

/** Returns an SBOM that also has the packages inside its components, as their dependencies. */
function withInside(sbom: Sbom, inside: [name: string, carrier: string][]): Sbom {
  const added = inside.map(([full, carrier]) => {
    const [name = "", group] = full.split("/").reverse();
    const ref = sbom.components.find((one) => getFullName(one) === carrier)?.["bom-ref"] ?? carrier;
    return { type: "library", ...(group && { group }), name, "bom-ref": `${ref}#${full}`, carrier: ref };
  });
  const dependencies = sbom.dependencies.map(({ ref, dependsOn = [] }) => ({
    ref,
    dependsOn: [...dependsOn, ...added.filter(({ carrier }) => carrier === ref).map((one) => one["bom-ref"])],
  }));
  const components = added.map(({ carrier: _, ...component }) => component);
  return { ...sbom, components: [...sbom.components, ...components], dependencies };
}

/** Returns an SBOM with the named components only, and the dependencies between them. */
function keepComponents(sbom: Sbom, names: string[]): Sbom {
  const kept = sbom.components.filter((component) => names.includes(getFullName(component)));
  const removedRefs = new Set(sbom.components.filter((one) => !kept.includes(one)).map((one) => one["bom-ref"]));
  const dependencies = sbom.dependencies
    .filter(({ ref }) => !removedRefs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((one) => !removedRefs.has(one)) }));
  return { ...sbom, components: kept, dependencies };
}

function getFullName({ group, name, version }: Sbom["components"][number]): string {
  return `${group === undefined ? "" : `${group}/`}${name}@${version}`;
}

/** Writes the output of `pnpm sbom` into a folder. Throws its message if it fails. */
function write(folder: string, ...flags: string[]): void {
  const out = `--out=${join(folder, "%s.cdx.json")}`;
  const { status, stderr } = pnpm("sbom", "--sbom-format=cyclonedx", "--split", out, ...flags);
  if (status !== 0) throw new Error(`pnpm sbom failed: ${stderr}`);
}

/** Writes the SBOMs of all packages that are published. */
export function writeSboms(folder: string): void {
  mkdirSync(folder, { recursive: true });
  write(folder, "--prod", "--filter=./spec", "--filter=./packages/*", `--filter=!${mock}`);
  // The mock has no dependencies to install; they are bundled into its files.
  write(folder, `--filter=${mock}`);
  const notices = readFileSync(bundledIntoMock, "utf8");
  for (const file of globSync("*-mock.cdx.json", { cwd: folder })) {
    const sbom: Sbom = JSON.parse(readFileSync(join(folder, file), "utf8"));
    writeFileSync(
      join(folder, file),
      JSON.stringify(withInside(keepComponents(sbom, parseNotices(notices)), insideIn(notices)), undefined, 2),
    );
  }
}

if (import.meta.main) writeSboms(resolve(process.argv[2] ?? "."));
