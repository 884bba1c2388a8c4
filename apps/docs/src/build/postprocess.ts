import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { type CheerioAPI, load } from "cheerio";
import { build } from "esbuild";

/**
 * Finishes a generated page, in place:
 *
 * - addresses that begin with `/` become relative, so that the site works under any path and from the disk;
 * - what is too wide and scrolls can be reached by keyboard;
 * - tables can be shown as a list of their rows where there is no room for columns;
 * - scripts in the page move into files named by their hash, so that the policy need not allow inline scripts.
 *
 * Where `siteUrl` tells where the site will stand, the page also names its one address. The 404 page keeps absolute addresses, since it is
 * shown at any depth.
 */
export async function postprocessPage(dist: string, path: string, siteUrl: string | undefined): Promise<void> {
  const base = siteUrl === undefined ? "/" : new URL(siteUrl).pathname;
  const page = load(await readFile(join(dist, path), "utf8"));
  await externalizeScripts(page, dist);
  makeScrollable(page);
  addTableRoles(page);
  if (siteUrl !== undefined && path !== "404.html") {
    page("head").append(`<link rel="canonical" href="${siteUrl}${path.replace(/index\.html$/, "")}">`);
  }
  for (const attribute of ["href", "src", "data-search-index"]) {
    page(`[${attribute}^="/"]`).each((_, element) => {
      const target = page(element).attr(attribute) ?? "";
      page(element).attr(attribute, path === "404.html" ? `${base}${target.slice(1)}` : relativeAddress(path, target));
    });
  }
  await writeFile(join(dist, path), page.html());
}

/** The address of `target`, which begins at the site's root, as seen from the page at `path`. */
export function relativeAddress(path: string, target: string): string {
  const [, pathname = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const relative = posix.relative(posix.dirname(`/${path}`), pathname);
  const slash = pathname.endsWith("/") && relative !== "" ? "/" : "";
  return `${relative === "" ? "./" : relative}${slash}${rest}`;
}

/** Removes the scripts that no page names any more, since they went into bundles. */
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

function makeScrollable(page: CheerioAPI): void {
  page(".sl-markdown-content pre").attr("tabindex", "0");
  page(".sl-markdown-content table").wrap('<div class="table-scroll" tabindex="0"></div>');
}

/**
 * Gives each cell the heading of its column, for when the columns stand below each other, and long names places to break at. Styles that
 * take a table apart can take its meaning away, so the roles are said once more.
 */
function addTableRoles(page: CheerioAPI): void {
  for (const table of page(".sl-markdown-content table").toArray()) {
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
    for (const name of page(table).find("code, a:not(:has(code))").toArray()) {
      page(name).html(insertWordBreaks(page(name).html() ?? ""));
    }
  }
}

/** Text of HTML that may break inside: before a slash, after a dot, colon, comma, semicolon or at sign, and before a capital. */
function insertWordBreaks(html: string): string {
  return html.replace(/&[^;]+;|\w(?=\/\w)|[.:;,@](?=[A-Za-z"])|[a-z](?=[A-Z])/g, (part) =>
    part.startsWith("&") ? part : `${part}<wbr>`,
  );
}

/** Inline scripts become files; all modules of the page become one classic script, which also runs from the disk, where modules do not. */
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

/** The modules in their order, with what they import, in one script. Pages share most of their scripts, so bundles are kept. */
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
