import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { operations } from "@ucwa-meetings/spec/operations";
import { type CheerioAPI, load } from "cheerio";
import type { SearchEntry } from "../site/search-entry.ts";
import { keywordsByAddress, keywordsByMethod } from "./search-keywords.ts";

/**
 * Writes the search index: one entry for each page and each heading, with the text up to the next heading. It is a script and not JSON,
 * because a page that is opened from the disk can load scripts but cannot fetch. Throws if a keyword belongs to no entry.
 */
export async function writeSearchIndex(dist: string, pages: string[]): Promise<void> {
  const read = async (path: string) => readEntries(path, load(await readFile(join(dist, path), "utf8")));
  const entries = (await Promise.all(pages.map(read))).flat();
  for (const address of Object.keys(keywordsByAddress)) {
    if (!entries.some((entry) => entry.address === address)) {
      throw new Error(`search-keywords.ts: expected the address of a page or a heading, got ${address}.`);
    }
  }
  await writeFile(join(dist, "search-index.js"), `globalThis.searchEntries = ${JSON.stringify(entries)};\n`);
}

/** Returns the entries of the page in the file `path`. */
export function readEntries(path: string, page: CheerioAPI): SearchEntry[] {
  const address = path.replace(/index\.html$/, "");
  return address === "reference/" ? proseEntries(address, page) : pageEntries(address, page);
}

function pageEntries(address: string, page: CheerioAPI): SearchEntry[] {
  const title = page("h1").first().text().trim();
  // The start page stands at the root, which is no empty address but this one.
  const root = address || "./";
  const entries = [entry(root, title, "")];
  const content = page(".sl-markdown-content");
  content.find("script, style, button, template, .sl-anchor-link").remove();
  let chapter = "";
  content.find("h2, h3, h4, p, li, td, pre").each((_, element) => {
    const node = page(element);
    const text = readText(page, element);
    if (node.is("h2")) chapter = text;
    const last = entries.at(-1);
    if (node.is("h2, h3, h4")) {
      const above = node.is("h2") || chapter === "" ? title : `${title} › ${chapter}`;
      entries.push(entry(`${root}#${node.attr("id")}`, text, above));
    } else if (last?.kind === "operation" && node.is("pre") && last.text === "") {
      // The method and the path, which are too long for a snippet.
      last.terms = text;
    } else if (last) {
      if (node.is("td:first-child") && text === node.find("code").text()) last.terms += ` ${text}`;
      if (!last.text.includes(text)) last.text += `${last.text === "" ? "" : " "}${text}`;
    }
  });
  // A heading with nothing under it but other headings is no place to go to.
  return entries.filter(({ above, text }) => above === "" || text !== "");
}

/** Returns the entries of the document's prose on the Redoc page. The operations there have pages of their own. */
function proseEntries(address: string, page: CheerioAPI): SearchEntry[] {
  const title = "API reference";
  const sections = page('#redoc [id^="section/"], #redoc [id^="tag/"]:not([id*="/operation/"])').toArray();
  return [
    entry(address, title, ""),
    ...sections.map((section) => {
      const node = page(section).clone();
      node.find('[id*="/operation/"], style, button').remove();
      const heading = node.find("h1, h2").first();
      const name = heading.text().trim();
      heading.remove();
      const text = node
        .find("p, li, td")
        .toArray()
        .map((part) => readText(page, part));
      return { ...entry(`${address}#${section.attribs.id}`, name, title), text: text.join(" ") };
    }),
  ];
}

/** Returns the text of an element on one line. A code block has an element for each line, and nothing between them. */
function readText(page: CheerioAPI, element: Parameters<CheerioAPI>[0]): string {
  const node = page(element);
  const lines = node.find(".ec-line").toArray();
  const text = lines.length > 0 ? lines.map((line) => page(line).text()).join(" ") : node.text();
  return text.replace(/\s+/g, " ").trim();
}

function entry(address: string, heading: string, above: string): SearchEntry {
  const kind = findKind(address);
  // The status, which an error has above it.
  const status = kind === "error" ? (/\d{3}/.exec(above)?.[0] ?? "") : "";
  const keywords = `${findKeywords(address)} ${status}`.trim();
  return { address, kind, heading, above, keywords, terms: "", text: "" };
}

const kinds = {
  operations: "operation",
  guides: "guide",
  errors: "error",
  schemas: "schema",
  reference: "reference",
  client: "client",
  mock: "mock",
  decisions: "decision",
} as const;

function findKind(address: string): SearchEntry["kind"] {
  const [folder = ""] = address.split("/");
  return Object.entries(kinds).find(([name]) => name === folder)?.[1] ?? "page";
}

function findKeywords(address: string): string {
  const [, operationId] = /^operations\/(\w+)\/$/.exec(address) ?? [];
  const operation = operations.operations.find((each) => each.operationId === operationId);
  const ofOperation = operation
    ? `${operation.operationId} ${operation.resource} ${keywordsByMethod[operation.method]}`
    : "";
  return `${ofOperation} ${keywordsByAddress[address] ?? ""}`.trim();
}
