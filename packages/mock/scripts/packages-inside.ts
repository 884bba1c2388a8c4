import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Dependencies of bundled packages of which no code is in them, nor in the bundle: types, and what only files import that are replaced
 * (`shims.ts`) or not reached.
 */
const left = new Set([
  "@scarf/scarf",
  "@stoplight/http-spec",
  "@stoplight/json",
  "@stoplight/json-schema-ref-parser",
  "@stoplight/yaml",
  "@types/json-schema",
  "abstract-logging",
  "argparse",
  "esprima",
  "http-proxy-agent",
  "https-proxy-agent",
  "node-fetch",
  "pino",
  "require-from-string",
  "tslib",
  "utility-types",
]);

/**
 * The packages whose code a package has inside its own files, so that a bundler does not see them. A bundler leaves a comment before what
 * it takes in. Where there is none, a dependency that no file imports is taken to be inside: better a notice too many than one too few.
 * Takes the package's folder, and the files of the bundle, each with what it imports.
 */
export function packagesInside(folder: string, inputs: Map<string, string[]>): string[] {
  const own = [...inputs].filter(([file]) => file.startsWith(`${folder}/`));
  const imported = new Set(own.flatMap(([, specifiers]) => specifiers.map(packageIn)));
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const unseen = Object.keys(dependencies).filter((name) => !imported.has(name) && !left.has(name));
  return [...new Set([...own.flatMap(([file]) => namedInComments(readFileSync(file, "utf8"))), ...unseen])].sort();
}

/** The packages from whose folders a bundler says that it took code. */
export function namedInComments(code: string): string[] {
  const comments = code.matchAll(/^\s*\/\/ (?:\S*\/)?node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//gm);
  return [...new Set([...comments].flatMap(([, name]) => name ?? []))];
}

function packageIn(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
