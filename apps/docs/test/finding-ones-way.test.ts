import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { editAddress, repositoryText, toProject } from "../src/build/project.ts";
import { sitemapText } from "../src/build/sitemap.ts";
import { readPage } from "./crawl.ts";
import { dist, pages } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();

/** Every page, without the one for addresses that are not there. */
const rendered = pages.filter((path) => path !== "404.html");

const root: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("../../../package.json", import.meta.url), "utf8"),
);
const spec: { version: string } = JSON.parse(
  readFileSync(new URL("../../../spec/package.json", import.meta.url), "utf8"),
);
const published = {
  repository: { type: "git", url: "git+https://github.com/ucwa/meetings.git" },
  bugs: { url: "https://github.com/ucwa/meetings/issues" },
};

test.each(rendered)("Every heading in the text of /%s has a link to itself", (path) => {
  const page = readPage(path);
  const headings = page(".sl-markdown-content :is(h2, h3, h4, h5):not(#redoc *)").toArray();
  const without = headings.filter((heading) => {
    const link = page(heading).next("a.sl-anchor-link");
    return link.attr("href") !== `#${heading.attribs.id}`;
  });
  expect(without.map((heading) => page(heading).text())).toEqual([]);
});

test("The link of a heading is seen by who points at it or tabs to it, and its address can be copied", async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}guides/concurrency/`);
  const link = page.locator("#with-curl + a");
  const opacity = () => link.evaluate((element) => getComputedStyle(element).opacity);
  await expect(opacity()).resolves.toBe("0");
  await link.focus();
  await expect(opacity()).resolves.toBe("1");
  await page.keyboard.press("Enter");
  expect(page.url()).toBe(`${site.url}guides/concurrency/#with-curl`);
  await page.context().close();
});

test.each([
  ["guides/concurrency/", ["Home", "Guides", "Concurrency"], ["", "guides/"]],
  [
    "operations/getMyOnlineMeeting/",
    ["Home", "Operations", "myOnlineMeeting", "Read a scheduled meeting"],
    ["", "operations/"],
  ],
  ["errors/", ["Home", "Reference", "Errors"], [""]],
  ["start/", ["Home", "Five-minute start"], [""]],
])("/%s says that it is at %j", (path, labels, targets) => {
  const page = readPage(path);
  const trail = page('nav[aria-label="Breadcrumb"]');
  expect(
    trail
      .find("li")
      .toArray()
      .map((item) => page(item).text().trim()),
  ).toEqual(labels);
  const links = trail
    .find("a")
    .toArray()
    .map(({ attribs }) => new URL(attribs.href ?? "", site.url + path).href);
  expect(links).toEqual(targets.map((target) => site.url + target));
});

test("Every page but the first says where it is", () => {
  const without = rendered.filter((path) => readPage(path)('nav[aria-label="Breadcrumb"]').length === 0);
  expect(without).toEqual([""]);
  for (const path of rendered) {
    const page = readPage(path);
    const steps = page('nav[aria-label="Breadcrumb"] li')
      .toArray()
      .map((step) => page(step).text());
    expect(new Set(steps).size, `${path}: ${steps}`).toBe(steps.length);
  }
});

test("A reader who goes from page to page sees every page of the site once, and can go back", () => {
  const seen: string[] = [];
  for (let path: string | undefined = ""; path !== undefined && !seen.includes(path); ) {
    const from: string | undefined = seen.at(-1);
    seen.push(path);
    const page = readPage(path);
    const [previous, next] = ["prev", "next"].map((rel) => page(`body a[rel="${rel}"]`).attr("href"));
    expect(previous && new URL(previous, site.url + path).href.slice(site.url.length), path).toBe(from);
    path = next && new URL(next, site.url + path).href.slice(site.url.length);
  }
  expect(seen.sort()).toEqual(pages.filter((path) => path !== "404.html"));
});

test.each(rendered)("/%s has the version in its header", (path) => {
  const page = readPage(path);
  expect(page('header a[aria-label$=", changelog"]').text()).toBe(`v${spec.version}`);
});

test("The discrepancies have a list of their headings, as every page has but the first", () => {
  const without = rendered.filter((path) => readPage(path)("starlight-toc a").length === 0);
  // The reference has its own in the menu.
  expect(without).toEqual(["", "reference/"]);
  const headings = readPage("discrepancies/")("starlight-toc a").toArray();
  expect(headings.length).toBeGreaterThan(4);
});

test.each([
  ["desktop", 1440, "starlight-toc"],
  ["phone", 390, "mobile-starlight-toc"],
])("On a %s, the list of headings marks the one that the reader is at", async (_, width, list) => {
  const { page } = await site.open({ viewport: { width, height: 800 } });
  await page.goto(`${site.url}guides/concurrency/`);
  const marked = () => page.locator(`${list} a[aria-current="true"]`).allTextContents();
  await expect.poll(async () => (await marked()).join().trim()).toBe("Overview");
  for (const [id, name] of [
    ["in-the-client", "In the client"],
    // A jump over a heading.
    ["after-a-lost-response", "After a lost response"],
    ["with-curl", "With curl"],
    ["_top", "Overview"],
  ] as const) {
    await page.locator(`#${id}`).evaluate((heading) => heading.scrollIntoView({ behavior: "instant" }));
    await expect.poll(async () => (await marked()).join().trim(), { message: id }).toBe(name);
  }
  await page.context().close();
});

test("No page asks the browser for all elements without a heading, as Starlight's list of headings would", () => {
  const scripts = rendered.map((path) => join(dist, path, readPage(path)("script[defer]").attr("src") ?? ""));
  expect([...new Set(scripts)].filter((file) => readFileSync(file, "utf8").includes(":not(:has("))).toEqual([]);
});

test.each([
  ["Repository", toProject(root).repository],
  ["Edit this page", toProject(root).repository],
  ["Report a mistake", toProject(root).bugs],
])("The link %s is there if and only if package.json has an address for it", (name, address) => {
  const page = readPage("guides/links/");
  const links = page("header a, footer a").toArray();
  expect(links.filter((link) => page(link).text().trim() === name).length > 0).toBe(address !== undefined);
});

test("The addresses of the project come from package.json, in the forms that npm allows", () => {
  expect(toProject(published)).toEqual({
    repository: "https://github.com/ucwa/meetings",
    bugs: "https://github.com/ucwa/meetings/issues",
  });
  expect(toProject({ bugs: "https://example.com/bugs" })).toEqual({ bugs: "https://example.com/bugs" });
  expect(toProject({})).toEqual({});
});

test("A page is edited where its text is, and the repository is cloned from where it is", () => {
  const project = toProject(published);
  expect(editAddress(project, "decisions/discrepancies.md")).toBe(
    "https://github.com/ucwa/meetings/edit/main/decisions/discrepancies.md",
  );
  expect(editAddress({}, "decisions/discrepancies.md")).toBe(undefined);
  expect(repositoryText(project)).toContain("git clone https://github.com/ucwa/meetings.git\n");
  expect(repositoryText({})).toMatch(/^The repository has no public address yet\./);
});

test("A sitemap has the address of every page", () => {
  const text = sitemapText(["index.html", "guides/links/index.html"], "https://docs.example/ucwa/");
  expect([...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => address)).toEqual([
    "https://docs.example/ucwa/",
    "https://docs.example/ucwa/guides/links/",
  ]);
  const page = readPage("sitemap/");
  const listed = page("main td a")
    .toArray()
    .map(({ attribs }) => attribs.href);
  expect(listed.length).toBe(pages.filter((path) => path !== "404.html" && path !== "" && path !== "sitemap/").length);
});
