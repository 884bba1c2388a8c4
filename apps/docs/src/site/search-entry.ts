/** One thing that the search can find: a page, or a section of it. `address` is relative to the site's root. */
export interface SearchEntry {
  address: string;
  title: string;
  section: string;
  text: string;
}
