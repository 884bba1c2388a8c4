import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import type { SearchEntry } from "../site/search-entry.ts";

/**
 * Writes the search index: one entry for each heading of each page, with the text up to the next heading. It is a script and not JSON,
 * because a page that is opened from the disk can load scripts but cannot fetch.
 */
export async function writeSearchIndex(dist: string, pages: string[]): Promise<void> {
  const entries = (await Promise.all(pages.map((path) => readEntries(dist, path)))).flat();
  await writeFile(join(dist, "search-index.js"), `globalThis.searchEntries = ${JSON.stringify(entries)};\n`);
}

async function readEntries(dist: string, path: string): Promise<SearchEntry[]> {
  const page = load(await readFile(join(dist, path), "utf8"));
  const address = path.replace(/index\.html$/, "");
  const title = page("h1").first().text().trim();
  // The start page stands at the root, which is no empty address but this one.
  const entries: SearchEntry[] = [
    { address: address || "./", title, section: "", parentHeading: "", terms: "", text: "" },
  ];
  const content = page(".sl-markdown-content");
  content.find("script, style, button, .sl-anchor-link").remove();
  let chapter = "";
  content.find("h2, h3, p, li, td, pre").each((_, element) => {
    const node = page(element);
    const text = node.text().replace(/\s+/g, " ").trim();
    if (node.is("h2")) chapter = text;
    const last = entries.at(-1);
    if (node.is("h2, h3")) {
      const parentHeading = node.is("h3") ? chapter : "";
      entries.push({
        address: `${address}#${node.attr("id")}`,
        title,
        section: text,
        parentHeading,
        terms: "",
        text: "",
      });
    } else if (last) {
      if (node.is("td:first-child") && text === node.find("code").text()) last.terms += ` ${text}`;
      if (!last.text.includes(text)) last.text += ` ${text}`;
    }
  });
  // A heading with nothing under it but other headings is no place to go to.
  return entries.filter(({ section, text }) => section === "" || text !== "");
}
