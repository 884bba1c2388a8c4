import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { postprocessPage, swapThemes } from "../src/build/postprocess.ts";

let dist: string;

beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), "docs-page-"));
  await mkdir(join(dist, "guides/links"), { recursive: true });
});

afterEach(() => rm(dist, { recursive: true }));

async function finished(path: string, html: string, siteUrl?: string): Promise<string> {
  await writeFile(join(dist, path), html);
  await postprocessPage(dist, path, siteUrl);
  return readFile(join(dist, path), "utf8");
}

test("An address that begins at the root becomes relative to the page", async () => {
  const html = await finished(
    "guides/links/index.html",
    '<a href="/errors/#conflict">x</a><a href="/guides/links/#why">y</a>',
  );
  expect(html).toContain('href="../../errors/#conflict"');
  expect(html).toContain('href="./#why"');
});

test("An address in a sample is text and stays as it is", async () => {
  const html = await finished("index.html", '<pre>&lt;resource href="/ucwa/v1"/&gt;</pre>');
  expect(html).toContain('href="/ucwa/v1"');
});

test("An inline script moves into a file", async () => {
  const html = await finished("index.html", "<script>document.title = 'x';</script>");
  const [, path = ""] = /<script src="([^"]+)"><\/script>/.exec(html) ?? [];
  await expect(readFile(join(dist, path), "utf8")).resolves.toBe("document.title = 'x';");
});

test("A cell of a table knows its column, and a long name in it may break between its words, not in them", async () => {
  const html = await finished(
    "index.html",
    '<div class="sl-markdown-content"><table><thead><tr><th>Name</th></tr></thead><tbody><tr><td><code>a/myOnlineMeeting &lt;b></code></td></tr></tbody></table></div>',
  );
  expect(html).toContain(
    '<td role="cell" data-label="Name"><code>a<wbr>/my<wbr>Online<wbr>Meeting &lt;b&gt;</code></td>',
  );
});

test("A page names its one address where the site's is known, and not otherwise", async () => {
  const html = "<title>x</title>";
  expect(await finished("guides/links/index.html", html, "https://docs.example/ucwa/")).toContain(
    '<link rel="canonical" href="https://docs.example/ucwa/guides/links/">',
  );
  expect(await finished("guides/links/index.html", html)).not.toContain("canonical");
});

test("The 404 page, which is shown at any depth, keeps addresses from the site's root", async () => {
  const html = await finished("404.html", '<a href="/errors/">x</a>', "https://docs.example/ucwa/");
  expect(html).toContain('href="/ucwa/errors/"');
});

test("The columns of a long table have widths, the one with more text the larger; those of a short one have none", async () => {
  const table = (rows: number) =>
    `<div class="sl-markdown-content"><table><thead><tr><th>Name</th><th>Meaning</th></tr></thead><tbody>${"<tr><td>id</td><td>what a server calls the extension</td></tr>".repeat(rows)}</tbody></table></div>`;
  const html = await finished("index.html", table(12));
  const widths = [...html.matchAll(/<col style="--width: ([\d.]+)%">/g)].map(([, width]) => Number(width));
  expect(widths).toHaveLength(2);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100, 0);
  expect(widths[1]).toBeGreaterThan(2 * (widths[0] ?? 0));
  expect(await finished("index.html", table(2))).not.toContain("<col");
});

test("What a stylesheet says of one theme, its copy for readers without scripts says of the other", () => {
  expect(swapThemes(`[data-theme=light] a, :root:not([data-theme='dark']) b { color-scheme: light }`)).toBe(
    `[data-theme=dark] a, :root:not([data-theme='light']) b { color-scheme: light }`,
  );
});
