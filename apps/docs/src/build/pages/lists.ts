import { type OpenApiDocument, operationsIn } from "../../../../../tools/openapi/document.ts";
import { code, joinBlocks, type Page, table } from "../markdown.ts";
import { operationLink } from "./links.ts";

/** Returns the page at `/guides/`: every guide with its first paragraph. */
export function guidesPage(pages: Page[]): Page {
  const guides = pages.filter(({ path }) => path.startsWith("guides/"));
  return {
    path: "guides",
    title: "Guides",
    description: "All guides: what to know before you write a program against UCWA's online meetings.",
    body: joinBlocks(
      "Each stands for itself. With no server at hand, begin with the [five-minute start](/start/).",
      ...guides.flatMap(({ path, title, description }) => [`## [${title}](/${path}/)`, description]),
    ),
  };
}

/** Returns the complete reference as Markdown: the prose of the document. The page itself is made by Redoc. */
export function referencePage({ info }: OpenApiDocument): Page {
  return {
    path: "reference",
    title: "API reference",
    description: "What holds for all operations: sources, links, concurrency, media types, dates and XML.",
    body: joinBlocks(
      info.description.replace(/^# /gm, "## "),
      "## Operations and schemas",
      "Each of the [operations](/operations/) is a page; all schemas are [one page](/schemas/), and so are all [errors](/errors/).",
    ),
  };
}

/** Returns the page at `/operations/`: every operation, by resource. */
export function operationsPage(document: OpenApiDocument): Page {
  const all = operationsIn(document);
  return {
    path: "operations",
    title: "Operations",
    description: "All operations of UCWA's online meetings, by resource, with method and path.",
    body: joinBlocks(
      "The same as one page is the [API reference](/reference/).",
      ...document.tags.flatMap(({ name }) => [
        `## ${name}`,
        table(
          ["Operation", "What it does", "Request"],
          all
            .filter(({ operation }) => operation.tags[0] === name)
            .map(({ method, path, operation: { operationId, summary } }) => [
              operationLink(operationId),
              summary,
              code(`${method} ${path}`),
            ]),
        ),
      ]),
    ),
  };
}

/** Returns the page at `/sitemap/`: every page of the site with what it is about. */
export function sitemapPage(pages: Page[]): Page {
  const listed = pages.filter(({ path }) => path !== "404" && path !== "");
  return {
    path: "sitemap",
    title: "All pages",
    description: "Every page of this site, by its address.",
    body: joinBlocks(
      "Every page of this site, by its address. The search finds their sections too: press `/`.",
      table(
        ["Page", "What it is about"],
        [
          ...listed.map(({ path, title, description }) => [`[${title}](/${path}/)`, description]),
          ["[API reference](/reference/)", "All operations, schemas and errors on one page, made with Redoc."],
        ].sort(([one = ""], [other = ""]) => pathIn(one).localeCompare(pathIn(other), "en")),
      ),
    ),
  };
}

function pathIn(link: string): string {
  return /\((.*)\)$/.exec(link)?.[1] ?? "";
}
