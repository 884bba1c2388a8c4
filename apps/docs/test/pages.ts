import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** The address of every page, relative to the site's root; the start page is the empty one. */
export const pages = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".html"))
  .map((path) => path.replace(/index\.html$/, ""))
  .sort();

/**
 * The pages to look at in a browser. The pages of a folder are of one kind, so a short run opens the largest of each.
 */
export const shownPages = process.env.UCWA_LONG ? pages : pages.filter((path) => isOutside(path) || isLargest(path));

/** Whether a page is in no folder of several pages. */
function isOutside(path: string): boolean {
  return pages.filter((other) => other.startsWith(getFolder(path))).length === 1 || getFolder(path) === "";
}

function isLargest(path: string): boolean {
  return pages.every((other) => !other.startsWith(getFolder(path)) || getSize(other) <= getSize(path));
}

function getFolder(path: string): string {
  return path.slice(0, path.indexOf("/") + 1);
}

function getSize(path: string): number {
  return statSync(join(dist, path.replace(/(?:^|\/)$/, "$&index.html"))).size;
}
