import { globSync } from "node:fs";
import { isRecord } from "../openapi/is-record.ts";

/**
 * Returns an error for each file that a package.json names in `types`, `main`, `bin`, `exports` or `files` and that is not in the folder. A
 * pattern has to match at least one file.
 *
 * @see https://docs.npmjs.com/cli/configuring-npm/package-json
 */
export function missingFiles(folder: string, manifest: Record<string, unknown>): string[] {
  return ["types", "main", "bin", "exports", "files"]
    .flatMap((field) => [...filesNamedIn(manifest[field], field)])
    .filter(([, name]) => globSync(name, { cwd: folder }).length === 0)
    .map(([where, name]) => `${where}: expected ${name}, got no such file`);
}

/** Yields each name in a field, with its place in the manifest. */
function* filesNamedIn(value: unknown, where: string): Generator<[where: string, name: string]> {
  // A name that begins with an exclamation mark is left out of the package.
  if (typeof value === "string" && !value.startsWith("!")) yield [where, value];
  if (Array.isArray(value)) for (const name of value) yield* filesNamedIn(name, where);
  if (isRecord(value))
    for (const [key, inner] of Object.entries(value)) yield* filesNamedIn(inner, `${where}[${JSON.stringify(key)}]`);
}
