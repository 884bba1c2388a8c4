import { createRequire } from "node:module";

/** Returns the version of this package. */
export function readVersion(): string {
  return createRequire(import.meta.url)("@ucwa-meetings/mock/package.json").version;
}
