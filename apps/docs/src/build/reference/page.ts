import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { load } from "cheerio";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import redoc, { type IMenuItem, type RedocRawOptions } from "redoc";
import { ServerStyleSheet } from "styled-components";
import type { Page } from "../markdown.ts";
import { withoutColours } from "./colours.ts";
import { renderEveryChoice } from "./every-choice.ts";
import { toStaticHtml } from "./static-html.ts";

const options: RedocRawOptions = {
  expandResponses: "all",
  schemasExpansionLevel: "all",
  jsonSamplesExpandLevel: "all",
  theme: {
    typography: {
      fontFamily: "var(--__sl-font)",
      headings: { fontFamily: "var(--__sl-font)" },
      code: { fontFamily: "var(--__sl-font-mono)" },
    },
  },
  // A file of the site. Without it Redoc makes a blob in the browser, which the prerendered page cannot have. There is one link only, since all
  // would be saved under the same name.
  downloadUrls: [{ title: "openapi.yaml", url: "../openapi.yaml" }],
  downloadFileName: "openapi.yaml",
};

/** The page as the site's generator gets it. What Redoc renders is put in afterwards, by `writeReference`. */
export const referenceFrame: Page = {
  path: "reference",
  title: "API reference",
  description:
    "Every operation, schema, header and error of the UCWA 2.0 resources myOnlineMeetings, myOnlineMeeting and onlineMeetingExtensions.",
  body: '<div id="redoc" class="not-content"></div>',
  wide: true,
};

/** An entry of the menu: a section of the prose, a resource with its operations, or an operation with its method. */
export interface MenuEntry {
  id: string;
  label: string;
  method?: string;
  entries: MenuEntry[];
}

/** What Redoc makes of the document. */
interface Rendering {
  html: string;
  css: string;
  menu: MenuEntry[];
}

/** Lets Redoc render the OpenAPI `document`, and returns what is complete without scripts; see decisions/docs-redoc.md. */
export async function renderReference(document: object): Promise<Rendering> {
  renderEveryChoice();
  const store = await redoc.createStore(document, undefined, options);
  const sheet = new ServerStyleSheet();
  const html = renderToString(sheet.collectStyles(createElement(redoc.Redoc, { store })));
  const own = await readFile(new URL("reference.css", import.meta.url), "utf8");
  const css = `${withoutColours(load(sheet.getStyleTags())("style").text())}\n${own}`;
  return {
    html: toStaticHtml(html, css),
    css,
    menu: store.menu.items.map(toMenuEntry),
  };
}

function toMenuEntry(item: IMenuItem): MenuEntry {
  const method = "httpVerb" in item ? { method: String(item.httpVerb) } : {};
  return { id: item.id, label: item.sidebarLabel, entries: item.items.map(toMenuEntry), ...method };
}

/** Puts what Redoc has rendered into the page at `/reference/`, which is in `dist` already. */
export async function writeReference(dist: string, { html, css }: Rendering): Promise<void> {
  const file = join(dist, "reference/index.html");
  const page = load(await readFile(file, "utf8"));
  page("head").append(`<link rel="stylesheet" href="${await writeStyles(dist, css)}">`);
  page("#redoc").html(html);
  await writeFile(file, page.html());
}

async function writeStyles(dist: string, css: string): Promise<string> {
  const path = `/_astro/reference.${createHash("sha256").update(css).digest("hex").slice(0, 12)}.css`;
  await writeFile(join(dist, path), css);
  return path;
}
