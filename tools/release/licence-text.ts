import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The texts of packages that bring none, or that another package has inside its files. Its README says where each text is from. */
const lookedUp = new URL("licence-texts/", import.meta.url);

const licenceFile = /^(licen[cs]e|copying|notice)([.-].*)?$/i;

/**
 * The licence and the notices of a package: the files in the folder where it is installed, or else the text that was looked up.
 *
 * @throws Error where there is neither
 */
export function licenceText(name: string, folder?: string): string {
  const installed = folder === undefined ? [] : readdirSync(folder).filter((file) => licenceFile.test(file));
  const files = installed.sort().map((file) => join(folder ?? "", file));
  if (files.length > 0) return files.map(readText).join("\n\n");
  if (isLookedUp(name)) return readText(lookedUpFile(name));
  throw new Error(
    `${name}: expected a licence in its folder or in tools/release/licence-texts, got none: what is its licence?`,
  );
}

/** Whether the licence of a package was looked up. */
export function isLookedUp(name: string): boolean {
  return existsSync(lookedUpFile(name));
}

function lookedUpFile(name: string): URL {
  return new URL(`${name}.txt`, lookedUp);
}

function readText(file: string | URL): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim();
}
