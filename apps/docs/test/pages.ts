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
 * The pages to look at in a browser. The pages of a folder are of one kind, so a short run opens the folder's list and its two largest pages.
 */
export const shownPages = process.env.UCWA_LONG ? pages : pages.filter((path) => isList(path) || isLarge(path));

/** Whether a page is the list of a folder, or in none. */
function isList(path: string): boolean {
  return /^[^/]*\/?$/.test(path);
}

function isLarge(path: string): boolean {
  const folder = path.slice(0, path.indexOf("/") + 1);
  const larger = pages.filter((other) => other.startsWith(folder) && !isList(other) && getSize(other) > getSize(path));
  return larger.length < 2;
}

function getSize(path: string): number {
  return statSync(join(dist, path.replace(/(?:^|\/)$/, "$&index.html"))).size;
}
