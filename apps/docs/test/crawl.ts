import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type CheerioAPI, load } from "cheerio";
import { dist } from "./pages.ts";

const parsed = new Map<string, CheerioAPI>();

/** A page of the built site, parsed. `path` is as in `pages`. */
export function readPage(path: string): CheerioAPI {
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const page = parsed.get(file) ?? load(readFileSync(join(dist, file), "utf8"));
  parsed.set(file, page);
  return page;
}
