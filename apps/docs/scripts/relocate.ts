import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, posix } from "node:path";
import { type CheerioAPI, load } from "cheerio";

/**
 * Makes a generated page independent of where the site stands and of inline scripts, in place:
 *
 * - addresses that begin with `/` become relative, so that the site works under any path and from the disk;
 * - scripts in the page move into files named by their hash, so that the policy need not allow inline scripts.
 *
 * The 404 page keeps its absolute addresses, behind `base`: it is shown at any depth.
 */
export async function relocatePage(dist: string, path: string, base: string): Promise<void> {
  const page = load(await readFile(join(dist, path), "utf8"));
  await moveScripts(page, dist);
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

async function moveScripts(page: CheerioAPI, dist: string): Promise<void> {
  for (const element of page("script").toArray()) {
    const script = page(element);
    const source = script.attr("src");
    const isModule = script.attr("type") === "module";
    const text = source ? await readFile(join(dist, source), "utf8") : script.text();
    if (source && (!isModule || isLinked(text))) continue;
    // A module is deferred and has its own scope. As a classic script it also runs from the disk, where modules are refused.
    const classic = isModule ? `(() => {\n"use strict";\n${text}\n})();\n` : text;
    script.attr("src", await writeScript(dist, classic)).text("");
    if (isModule) script.removeAttr("type").attr("defer", "");
  }
}

/** Whether a module imports or exports and so cannot become a classic script. */
function isLinked(text: string): boolean {
  return /(?:^|[;\s}])(?:import\s*["'{*(]|export\s*\{|import\s+\w)/.test(text) || /\bimport\.meta\b/.test(text);
}

async function writeScript(dist: string, text: string): Promise<string> {
  const path = `/_astro/inline.${createHash("sha256").update(text).digest("hex").slice(0, 12)}.js`;
  await mkdir(dirname(join(dist, path)), { recursive: true });
  await writeFile(join(dist, path), text);
  return path;
}
