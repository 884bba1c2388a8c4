import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { type CheerioAPI, load } from "cheerio";
import { build } from "esbuild";

/**
 * Postprocesses a generated page, in place:
 *
 * - URLs that begin with `/` become relative, so that the site works under any path and from the disk;
 * - wide content that scrolls can be reached with the keyboard;
 * - tables have labels, so that a narrow page can show them as lists;
 * - inline scripts become files named by their hash, so that the policy allows no inline scripts;
 * - without scripts the colours are those that the system prefers.
 *
 * With `siteUrl`, the page also gets a canonical link. The 404 page keeps absolute URLs, because it is shown at any depth.
 */
export async function postprocessPage(dist: string, path: string, siteUrl: string | undefined): Promise<void> {
  const base = siteUrl === undefined ? "/" : new URL(siteUrl).pathname;
  const page = load(await readFile(join(dist, path), "utf8"));
  const toAddress = (target: string) =>
    path === "404.html" ? `${base}${target.slice(1)}` : relativeAddress(path, target);
  nameLayout(page);
  joinScriptsOfHead(page);
  await externalizeScripts(page, dist);
  await addLightStyles(page, dist, toAddress);
  makeScrollable(page);
  addTableRoles(page);
  addLineBreaks(page);
  fixLongTables(page);
  if (siteUrl !== undefined && path !== "404.html") {
    page("head").append(`<link rel="canonical" href="${siteUrl}${path.replace(/index\.html$/, "")}">`);
  }
  for (const attribute of ["href", "src", "data-search-index", "data-panel", "data-worker"]) {
    page(`[${attribute}^="/"]`).each((_, element) => {
      page(element).attr(attribute, toAddress(page(element).attr(attribute) ?? ""));
    });
  }
  await writeFile(join(dist, path), page.html());
}

/** Returns the URL of `target`, which begins at the site's root, relative to the page at `path`. */
export function relativeAddress(path: string, target: string): string {
  const [, pathname = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const relative = posix.relative(posix.dirname(`/${path}`), pathname);
  const slash = pathname.endsWith("/") && relative !== "" ? "/" : "";
  return `${relative === "" ? "./" : relative}${slash}${rest}`;
}

/** Removes the scripts that no page loads, because they are part of bundles. */
export async function removeUnusedScripts(dist: string, pages: string[]): Promise<void> {
  const used = new Set<string>();
  for (const path of pages) {
    const page = load(await readFile(join(dist, path), "utf8"));
    for (const element of page("script[src]").toArray()) used.add(basename(element.attribs.src ?? ""));
  }
  for (const name of await readdir(join(dist, "_astro"))) {
    if (name.endsWith(".js") && !used.has(name)) await rm(join(dist, "_astro", name));
  }
}

/**
 * Adds the light colours for readers whose browser runs no scripts. Without a script the page stays at `data-theme="dark"`, so light and dark
 * change places in these copies of the stylesheets.
 */
async function addLightStyles(page: CheerioAPI, dist: string, toAddress: (target: string) => string): Promise<void> {
  const sheets = page('link[rel="stylesheet"][href^="/_astro/"]:not([media])').toArray();
  const links = sheets.map(async ({ attribs: { href = "" } }) => {
    const light = href.replace(/\.css$/, ".light.css");
    await writeFile(join(dist, light), swapThemes(await readFile(join(dist, href), "utf8")));
    return `<link rel="stylesheet" href="${toAddress(light)}" media="(prefers-color-scheme: light)">`;
  });
  page("head").append(`<noscript>${(await Promise.all(links)).join("")}</noscript>`);
}

/** Returns a stylesheet in which what holds for the light theme holds for the dark one, and the other way round. */
export function swapThemes(css: string): string {
  const other: Record<string, string> = { light: "dark", dark: "light" };
  return css.replace(/(?<=\[data-theme=["']?)(?:light|dark)(?=["']?\])/g, (theme) => other[theme] ?? theme);
}

/** The tables that come from Markdown. Redoc's have a layout of their own. */
const tables = ".sl-markdown-content table:not(#redoc *)";

function makeScrollable(page: CheerioAPI): void {
  // What wraps does not scroll. The site's script would take the attribute away again, one layout of the page for each.
  page(".sl-markdown-content pre:not(.wrap)").attr("tabindex", "0");
  for (const table of page(tables).toArray()) {
    const columns = page(table).find("thead th").length;
    page(table).wrap(`<div class="table-scroll" tabindex="0" data-columns="${columns}"></div>`);
  }
}

/**
 * Adds the heading of its column to each cell, for narrow pages that show columns below each other, and line breaks to long names. Styles
 * that change the layout of a table can remove its meaning, so it also adds the roles.
 */
function addTableRoles(page: CheerioAPI): void {
  for (const table of page(tables).toArray()) {
    const headings = page(table).find("thead th");
    page(table).attr("role", "table").attr("data-columns", String(headings.length));
    page(table).find("tr").attr("role", "row");
    headings.attr("role", "columnheader");
    page(table)
      .find("tbody tr")
      .each((_, row) => {
        page(row)
          .find("td")
          .each((index, cell) => {
            page(cell).attr("role", "cell").attr("data-label", headings.eq(index).text());
          });
      });
  }
}

/** Lets long names in tables and in the list of headings break where their parts end, and keeps a flag such as `--port` in one line. */
function addLineBreaks(page: CheerioAPI): void {
  const names = page(
    "table:not(#redoc *) :is(code, a:not(:has(code))), starlight-toc a span, mobile-starlight-toc a",
  ).toArray();
  for (const name of names) page(name).html(insertWordBreaks(page(name).html() ?? ""));
  // A path breaks between its parts.
  for (const path of page('pre[data-language="http"] .code span, #redoc .endpoint > summary > span').toArray()) {
    page(path).html((page(path).html() ?? "").replace(/(?<=[\w}])\/(?=[\w{])/g, "<wbr>/"));
  }
  page(".sl-markdown-content :not(pre) > code")
    .filter((_, element) => /^(?:[a-z-]+ )?--[a-z-]+$/.test(page(element).text()))
    .addClass("flag");
}

/** From how many rows on a table can arrive in parts. */
const longTable = 6;

function fixLongTables(page: CheerioAPI): void {
  for (const table of page(tables).toArray()) {
    if (page(table).find("tbody tr").length >= longTable) fixColumns(page, table);
  }
}

/** Gives the columns of a table widths of their own. Otherwise the browser computes them again when more rows arrive, and all rows move. */
function fixColumns(page: CheerioAPI, table: Parameters<CheerioAPI>[0]): void {
  const widths = page(table)
    .find("thead th")
    .toArray()
    .map((heading, index) => {
      const cells = page(table).find(`tbody td:nth-child(${index + 1})`);
      return measureColumn([heading, ...cells.toArray()].map((cell) => page.html(cell)));
    });
  const sum = widths.reduce((total, width) => total + width, 0);
  const columns = widths.map((width) => `<col style="--width: ${((width / sum) * 100).toFixed(1)}%">`);
  page(table).prepend(`<colgroup>${columns.join("")}</colgroup>`);
}

/** Returns the letters that a column with these cells needs beside each other: its longest word, or for running text more. */
function measureColumn(cells: string[]): number {
  const texts = cells.map((cell) => cell.replaceAll("<wbr>", " ").replace(/<[^>]+>/g, ""));
  // A letter can be wider than others, as all of code are, and a cell has space around it.
  const words = texts.flatMap((text, index) => {
    const factor = cells[index]?.includes("<code") ? 1.3 : 1.15;
    return text.split(/\s+/).map((word) => word.length * factor + 3);
  });
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return Math.max(...words, Math.min(average, 45));
}

/** Returns HTML that can break before a slash or a capital, and after a dot, colon, comma, semicolon or at sign. */
function insertWordBreaks(html: string): string {
  return html.replace(/&[^;]+;|\w(?=\/\w)|[.:;,@](?=[A-Za-z"])|[a-z](?=[A-Z])/g, (part) =>
    part.startsWith("&") ? part : `${part}<wbr>`,
  );
}

/** Says at the beginning of a page what its styles depend on, since a browser may show the beginning before it has the rest. */
function nameLayout(page: CheerioAPI): void {
  if (page(".request-and-response").length > 0) page("html").attr("data-layout", "operation");
  if (page("#redoc").length > 0) page("html").attr("data-layout", "reference");
}

/** Makes one script of those that run before anything is shown, since a reader waits for each of their files. */
function joinScriptsOfHead(page: CheerioAPI): void {
  const [first, ...others] = page("head > script:not([src], [type])").toArray();
  if (first === undefined) return;
  page(first).text([first, ...others].map((script) => page(script).text()).join("\n"));
  for (const script of others) page(script).remove();
}

/** Moves inline scripts into files, and all modules of the page into one classic script, because modules do not run from the disk. */
async function externalizeScripts(page: CheerioAPI, dist: string): Promise<void> {
  const modules: string[] = [];
  for (const element of page("script").toArray()) {
    const script = page(element);
    const source = script.attr("src");
    if (script.attr("type") === "module") {
      modules.push(source ?? (await writeScript(dist, script.text())));
      script.remove();
    } else if (source === undefined) {
      script.attr("src", await writeScript(dist, script.text())).text("");
    }
  }
  if (modules.length > 0) {
    page("head").append(`<script defer src="${await writeBundle(dist, modules)}"></script>`);
  }
}

const bundles = new Map<string, string>();

/** Writes the modules and their imports as one script and returns its path. Pages share most scripts, so it caches the bundles. */
async function writeBundle(dist: string, modules: string[]): Promise<string> {
  const entry = modules.map((path) => `import ${JSON.stringify(`.${path}`)};`).join("\n");
  const known = bundles.get(entry);
  if (known !== undefined) return known;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: dist },
    bundle: true,
    format: "iife",
    minify: true,
    write: false,
  });
  const path = await writeScript(dist, outputFiles[0]?.text ?? "");
  bundles.set(entry, path);
  return path;
}

async function writeScript(dist: string, text: string): Promise<string> {
  const path = `/_astro/script.${createHash("sha256").update(text).digest("hex").slice(0, 12)}.js`;
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
  return path;
}
