import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** The address of every page, relative to the site's root; the start page is the empty one. */
export const pages = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".html"))
  .map((path) => path.replace(/index\.html$/, ""))
  .sort();

/** The pages to look at in a browser. Decisions are prose and look alike, so a short run opens two: the one with the widest table, and one with code. */
export const shownPages = pages.filter(
  (path) => process.env.UCWA_LONG || !/^decisions\/./.test(path) || /glossary|client-size/.test(path),
);
