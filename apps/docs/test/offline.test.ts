import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { dist } from "./pages.ts";

let browser: Browser;
let folder: string;
let server: DocsServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docs-offline-"));
  await cp(dist, join(folder, "deep/down"), { recursive: true });
  await cp(join(dist, "index.html"), join(folder, "index.html"));
  server = await serveDocs({ port: 0, host: "127.0.0.1", root: folder });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true });
});

/** Follows the site as a reader would: from the start page to the errors, by search to one of them, and on to the reference. */
async function readAround(page: Page, start: string): Promise<void> {
  await page.goto(start);
  await expect(page.title()).resolves.toContain("UCWA online meetings");
  await page.getByRole("link", { name: "Errors", exact: true }).first().click();
  await page.getByRole("heading", { name: "Errors", level: 1 }).waitFor();
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("searchbox").fill("TooManyGroups");
  await page.getByRole("dialog").getByRole("link", { name: "Conflict: TooManyGroups" }).click();
  await page.waitForURL(/errors\/(?:index\.html)?#conflict-toomanygroups$/);
  await page.getByRole("link", { name: "API reference" }).first().click();
  await page.getByRole("heading", { name: "API reference", level: 1 }).waitFor();
}

test("The site works under any path of a server", async () => {
  const { page, foreignRequests, problems } = await openPage(browser, server.url);
  await readAround(page, `${server.url}deep/down/`);
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("The start page opened from the disk has its styles and its search", async () => {
  const start = pathToFileURL(join(dist, "index.html"));
  const { page, problems } = await openPage(browser, start.href);
  await page.goto(start.href);
  await expect(page.evaluate(() => getComputedStyle(document.body).fontFamily)).resolves.toContain("sans");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("searchbox").fill("TooManyGroups");
  await page.getByRole("link", { name: "Conflict: TooManyGroups" }).first().waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});
