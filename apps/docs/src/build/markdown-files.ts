import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OpenApiDocument } from "../../../../tools/openapi/document.ts";
import { joinBlocks, markdownPath, type Page } from "./markdown.ts";
import { referencePage } from "./pages/lists.ts";
import { withoutLayout } from "./pages/tabs.ts";
import { withoutTryIt } from "./pages/try-it.ts";
import { withPicturesAsText } from "./pictures/figure.ts";
import { relativeAddress } from "./postprocess.ts";

/** Writes each page as a Markdown file, all of them as one file, and the list of them. @see https://llmstxt.org */
export async function writeMarkdownFiles(dist: string, document: OpenApiDocument, pages: Page[]): Promise<void> {
  const all = [...pages.filter(({ path }) => path !== "404"), referencePage(document)];
  for (const page of all) {
    const path = markdownPath(page);
    await mkdir(dirname(join(dist, path)), { recursive: true });
    await writeFile(join(dist, path), markdownText(page, path));
  }
  await writeFile(join(dist, "llms.txt"), llmsText(document, all));
  await writeFile(join(dist, "llms-full.txt"), all.map((page) => markdownText(page, "llms-full.txt")).join("\n"));
}

function markdownText({ title, body }: Page, path: string): string {
  return `# ${title}\n\n${withRelativeLinks(withoutLayout(withPicturesAsText(withoutTryIt(body))), path)}\n`;
}

/** Returns Markdown in which links from the site's root are relative to the file. */
function withRelativeLinks(markdown: string, path: string): string {
  return markdown.replace(/\]\((\/[^)\s]*)\)/g, (_, target: string) => `](${relativeAddress(path, target)})`);
}

/** The sections of the list, with the folder of the pages in each. What is in no folder is in the last one. */
const sections = [
  ["Operations", /^operations/],
  ["Guides", /^guides|^start$/],
  ["Client and mock", /^client|^mock/],
  ["Decisions", /^decisions/],
  ["More", /^/],
] as const;

function llmsText({ info }: OpenApiDocument, pages: Page[]): string {
  const sectionOf = ({ path }: Page) => sections.find(([, pattern]) => pattern.test(path))?.[0];
  return `${joinBlocks(
    `# ${info.title}`,
    `> ${info.summary} This is an independent description, not made by Microsoft.`,
    "## Document",
    `- [openapi.yaml](openapi.yaml): the whole contract, OpenAPI 3.1
- [openapi.json](openapi.json): the same document in JSON
- [requests.http](requests.http): the requests of the published pages
- [llms-full.txt](llms-full.txt): all pages below in one file`,
    ...sections.flatMap(([name]) => {
      const items = pages
        .filter((page) => sectionOf(page) === name)
        .map((page) => `- [${page.title}](${markdownPath(page)}): ${page.description}`);
      return items.length > 0 ? [`## ${name}`, items.join("\n")] : [];
    }),
  )}\n`;
}
