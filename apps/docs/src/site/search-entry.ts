/** One thing that the search can find: a page, or a section of it. */
export interface SearchEntry {
  /** Relative to the site's root. */
  address: string;
  kind: "operation" | "guide" | "error" | "schema" | "reference" | "client" | "mock" | "decision" | "page";
  /** The page's title, or the heading of the section. */
  heading: string;
  /** The titles above it, from the page's down. A page has none. */
  above: string;
  /** Other words for it, which its text does not have. */
  keywords: string;
  /** What the section's tables explain: the code in their first columns. */
  terms: string;
  text: string;
}
