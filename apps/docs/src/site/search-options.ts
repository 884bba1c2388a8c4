import type { Options } from "minisearch";
import type { SearchEntry } from "./search-entry.ts";

/** How the site's search reads entries and queries. */
export const searchOptions: Options<SearchEntry> = {
  idField: "address",
  fields: ["heading", "above", "keywords", "terms", "text"],
  storeFields: ["address", "kind", "heading", "above", "text"],
  tokenize: (text) => splitWords(text).flatMap((word) => (word.includes("-") ? [word, ...word.split("-")] : [word])),
  searchOptions: {
    // Who looks for If-Match does not want everything with "if" and "match" in it.
    tokenize: splitWords,
    processTerm: (term) => (fillers.has(term.toLowerCase()) ? null : term.toLowerCase()),
    prefix: true,
    // A status that is off by one is another status, and a short word that is off by one is another word.
    fuzzy: (term) => (/\d/.test(term) || term.length < 5 ? false : 0.2),
    boost: { heading: 5, keywords: 5, terms: 3, above: 1.5 },
    boostDocument: (address, _, stored) => documentBoost(String(address), stored?.kind),
    combineWith: "AND",
  },
};

/** Words of a question that say nothing about what is looked for. Without them "how do I sign in" is found, too. */
const fillers = new Set([
  "a",
  "an",
  "the",
  "i",
  "do",
  "does",
  "how",
  "what",
  "is",
  "to",
  "of",
  "can",
  "my",
  "with",
  "for",
]);

function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/**
 * What a reader most likely wants: the operation that they name, on a meeting before one on its extensions, then what a name means. The sections of an operation repeat the schemas,
 * and the discrepancies and the changelog are about the past.
 */
function documentBoost(address: string, kind: unknown): number {
  if (kind === "operation") return address.includes("#") ? 0.2 : address.includes("Extension") ? 2.5 : 3;
  if (/^(?:discrepancies|changelog|sitemap)\//.test(address)) return 0.2;
  // A guide explains what an option or a switch of the same name only names.
  if (/^(?:client|mock|decisions)\/./.test(address)) return 0.3;
  if (kind === "reference") return 0.4;
  return kind === "schema" ? 1.5 : 1;
}
