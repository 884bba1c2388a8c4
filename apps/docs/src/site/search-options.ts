import type { Options } from "minisearch";
import type { SearchEntry } from "./search-entry.ts";

/** How the site's search reads entries and queries. */
export const searchOptions: Options<SearchEntry> = {
  idField: "address",
  fields: ["section", "parentHeading", "title", "terms", "text"],
  storeFields: ["address", "title", "section", "parentHeading"],
  tokenize: (text) => splitWords(text).flatMap((word) => (word.includes("-") ? [word, ...word.split("-")] : [word])),
  searchOptions: {
    // Who looks for If-Match does not want everything with "if" and "match" in it.
    tokenize: splitWords,
    prefix: true,
    // A status that is off by one is another status.
    fuzzy: (term) => (/\d/.test(term) ? false : 0.2),
    boost: { section: 4, parentHeading: 5, title: 2, terms: 3 },
    boostDocument: (address) => documentBoost(String(address)),
    combineWith: "AND",
  },
};

function splitWords(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? [];
}

/** The schemas say what a name means. The pages of operations repeat it, and the discrepancies and the changelog are about the past. */
function documentBoost(address: string): number {
  if (address.startsWith("schemas/")) return 1.5;
  // A guide explains what an option or a switch of the same name only names.
  if (/^(?:client|mock|decisions)\//.test(address)) return 0.3;
  return /^(?:operations|discrepancies|changelog)\//.test(address) ? 0.2 : 1;
}
