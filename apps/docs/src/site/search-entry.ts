/** One thing that the search can find: a page, or a section of it. */
export interface SearchEntry {
  /** Relative to the site's root. */
  address: string;
  title: string;
  /** The heading of the section, or nothing for what stands before the first. */
  section: string;
  /** The heading that the section's own stands under. */
  parentHeading: string;
  /** What the section's tables explain: the code in their first columns. */
  terms: string;
  text: string;
}
