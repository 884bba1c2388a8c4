import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** The address of every page, relative to the site's root; the start page is the empty one. */
export const pages = readdirSync(dist, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith(".html"))
  .map((path) => path.replace(/index\.html$/, ""))
  .sort();
