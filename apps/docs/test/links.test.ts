import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readPage } from "./crawl.ts";
import { dist, pages } from "./pages.ts";

const root = "http://site.invalid/sub/path/";

test.each(pages.filter((path) => path !== "404.html"))(
  "Every link of /%s leads to a file and an anchor of the site",
  (path) => {
    const page = readPage(path);
    const broken = page("[href], [src]")
      .toArray()
      .map((element) => page(element).attr("href") ?? page(element).attr("src") ?? "")
      .filter((target) => !isOutside(target) && !leadsSomewhere(new URL(target, root + path)));
    expect(broken).toEqual([]);
  },
);

test.each(pages)("The page /%s leads to the licences of what the site contains", (path) => {
  const targets = readPage(path)("footer a, main a")
    .toArray()
    .map((link) => link.attribs.href ?? "");
  expect(targets.some((target) => target.endsWith("THIRD-PARTY-NOTICES.txt"))).toBe(true);
});

/** The Markdown file of each page. */
const markdownFiles = pages
  .filter((path) => path !== "404.html")
  .map((path) => (path === "" ? "index.md" : path.replace(/\/$/, ".md")));

test("Every page is also a Markdown file, and llms.txt lists it", () => {
  const list = readFileSync(join(dist, "llms.txt"), "utf8");
  const full = readFileSync(join(dist, "llms-full.txt"), "utf8");
  for (const file of markdownFiles) {
    expect(list).toContain(`](${file})`);
    const [title = ""] = readFileSync(join(dist, file), "utf8").split("\n");
    expect(title, file).toMatch(/^# \S/);
    expect(full, file).toContain(`${title}\n`);
  }
});

test("A page says where its Markdown file is", () => {
  const link = readPage("guides/links/")('link[rel="alternate"][type="text/markdown"]');
  expect(link.attr("href")).toBe("../links.md");
});

test("Every link of the Markdown files and of llms.txt leads to a file of the site", () => {
  const files = ["llms.txt", "llms-full.txt", ...markdownFiles];
  const broken = files.flatMap((file) =>
    [...readFileSync(join(dist, file), "utf8").matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !isOutside(target) && !leadsSomewhere(new URL(target, root + file)))
      .map((target) => `${file}: ${target}`),
  );
  expect(files.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});

test("Every folder on the way to a page is a page, on any host", () => {
  const folders = pages.flatMap((path) =>
    path
      .split("/")
      .slice(0, -1)
      .map((_, index, all) => `${all.slice(0, index + 1).join("/")}/`),
  );
  expect(folders).toContain("guides/");
  expect([...new Set(folders)].filter((folder) => !pages.includes(folder))).toEqual([]);
});

test.each(["guides/", "operations/", "decisions/"])("/%s lists every page below it", (list) => {
  const below = pages.filter((path) => path.startsWith(list) && path !== list);
  const targets = readPage(list)("main a")
    .toArray()
    .map((link) => new URL(link.attribs.href ?? "", root + list).href);
  expect(below.length).toBeGreaterThan(5);
  expect(below.filter((path) => !targets.includes(root + path))).toEqual([]);
});

/** Redoc's licence and the sources that pages cite; a reader may follow them, the page loads nothing from there. */
function isOutside(target: string): boolean {
  return /^(?:https?:|mailto:|data:)/.test(target);
}

function leadsSomewhere(url: URL): boolean {
  if (!url.href.startsWith(root)) return false;
  const path = decodeURIComponent(url.pathname.slice(new URL(root).pathname.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!existsSync(join(dist, file))) return false;
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (anchor === "" || !file.endsWith(".html")) return true;
  return readPage(file)("[id]")
    .toArray()
    .some((element) => element.attribs.id === anchor);
}
