import { readFileSync } from "node:fs";

/** A change to the code that no test notices: its lines before and after. */
export interface SurvivedMutant {
  readonly file: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/**
 * Reads survived-mutants.md: a heading for each file, and a reason above its changes, which are in the format of a diff.
 *
 * @throws Error for a change without a reason
 */
export function readSurvivedMutants(page: URL): SurvivedMutant[] {
  const survivors: SurvivedMutant[] = [];
  for (const section of readFileSync(page, "utf8").split(/^## /m).slice(1)) {
    const [file = ""] = section.split("\n");
    let reason = section.slice(file.length).trim();
    for (const [fence, differences = ""] of section.matchAll(/^```diff\n(.+?)^```$/gms)) {
      const given = reason.slice(0, reason.indexOf(fence)).trim();
      if (given === "") throw new Error(`${file}: expected a reason for\n${differences}`);
      reason = reason.slice(reason.indexOf(fence) + fence.length);
      survivors.push(...parseDiff(file, differences));
    }
  }
  return survivors;
}

function* parseDiff(file: string, differences: string): Generator<SurvivedMutant> {
  for (const [, before = "", after = ""] of differences.matchAll(/((?:^-.*\n)+)((?:^\+.*\n)+)/gm)) {
    yield { file, before: stripDiffMarkers(before), after: stripDiffMarkers(after) };
  }
}

function stripDiffMarkers(lines: string): string[] {
  return lines
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(1).trim());
}

/** Returns a change as a diff. */
export function toDiff({ before, after }: SurvivedMutant): string {
  return [...before.map((line) => `- ${line}`), ...after.map((line) => `+ ${line}`)].join("\n");
}

/** Returns the changes that are not among the others. */
export function difference(survivors: readonly SurvivedMutant[], others: readonly SurvivedMutant[]): SurvivedMutant[] {
  const getKey = (survivor: SurvivedMutant) => `${survivor.file}\n${toDiff(survivor)}`;
  const known = new Set(others.map(getKey));
  return survivors.filter((survivor) => !known.has(getKey(survivor)));
}
