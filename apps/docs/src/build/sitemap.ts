import { writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes `sitemap.xml`, and `robots.txt` that leads to it. A site whose URL is unknown has neither, because a sitemap has no relative URLs.
 *
 * @see https://www.sitemaps.org/protocol.html
 */
export async function writeSitemap(dist: string, pages: string[], siteUrl: string): Promise<void> {
  await writeFile(join(dist, "sitemap.xml"), sitemapText(pages, siteUrl));
  await writeFile(join(dist, "robots.txt"), `User-agent: *\nAllow: /\nSitemap: ${siteUrl}sitemap.xml\n`);
}

/** Returns the sitemap of the pages in these files. */
export function sitemapText(pages: string[], siteUrl: string): string {
  const urls = pages.map((path) => `  <url><loc>${siteUrl}${path.replace(/index\.html$/, "")}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join("\n")}
</urlset>
`;
}
