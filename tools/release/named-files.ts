import { globSync } from "node:fs";
import { isRecord } from "../openapi/is-record.ts";

/**
 * The files that a package.json names and that are not in its folder, as sentences that say where each is named: `types`, `main`, and all of
 * `bin`, `exports` and `files`. A pattern stands for at least one file. Takes the folder and the manifest as read from JSON.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json
 */
export function missingFiles(folder: string, manifest: Record<string, unknown>): string[] {
  return ["types", "main", "bin", "exports", "files"]
    .flatMap((field) => [...namedIn(manifest[field], field)])
    .filter(([, name]) => globSync(name, { cwd: folder }).length === 0)
    .map(([where, name]) => `${where}: expected ${name}, got no such file`);
}

/** Each name in a field, with the way to it. */
function* namedIn(value: unknown, where: string): Generator<[where: string, name: string]> {
  // What begins with an exclamation mark is left out of the package, and need not be there.
  if (typeof value === "string" && !value.startsWith("!")) yield [where, value];
  if (Array.isArray(value)) for (const name of value) yield* namedIn(name, where);
  if (isRecord(value))
    for (const [key, inner] of Object.entries(value)) yield* namedIn(inner, `${where}[${JSON.stringify(key)}]`);
}
