import { operations } from "@ucwa-meetings/spec/operations";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";

let browser: Browser;
let docs: DocsServer;
let reference: string;

beforeAll(async () => {
  docs = await serveDocs({ port: 0, host: "127.0.0.1" });
  reference = `${docs.url}reference/`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await docs?.close();
});

test("The reference shows every operation, asks nobody else for anything, and keeps to its policy", async () => {
  const { page, foreignRequests, problems } = await openPage(browser, docs.url);
  await page.goto(reference);
  // Redoc's own footer appears only once its script has taken the page over.
  await page.getByText("API docs by Redocly").waitFor();
  for (const { operationId, summary } of operations.operations) {
    await expect(page.locator(`[id$="/operation/${operationId}"] h2`).textContent()).resolves.toContain(summary);
  }
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: ".vitest/screenshots/reference.png" });
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("The reference can be searched without leaving the site", { timeout: 60_000 }, async () => {
  const { page, foreignRequests, problems } = await openPage(browser, docs.url);
  await page.goto(reference);
  await page.getByText("API docs by Redocly").waitFor();
  await page.getByRole("textbox", { name: "Search" }).fill("extension");
  await page.locator('[data-role="search:results"] [role="menuitem"]').first().waitFor();
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("A reader who types into the search box before Redoc runs gets the results, and can go on typing", async () => {
  const { page, problems } = await openPage(browser, docs.url);
  const { promise: typed, resolve: runRedoc } = Promise.withResolvers<void>();
  await page.route(/\/assets\/redoc\./, async (route) => {
    await typed;
    await route.continue();
  });
  await page.goto(reference, { waitUntil: "commit" });
  const box = page.getByRole("textbox", { name: "Search" });
  await box.click();
  await page.keyboard.type("extnsion");
  for (let presses = 0; presses < "nsion".length; presses++) await page.keyboard.press("ArrowLeft");
  runRedoc();
  await page.locator('[data-role="search:results"]').getByText("No results found").waitFor();
  await page.keyboard.type("e");
  await page.locator('[data-role="search:results"] [role="menuitem"]').first().waitFor();
  expect(await box.inputValue()).toBe("extension");
  expect(problems).toEqual([]);
  await page.context().close();
});

test("An error of an operation leads to its entry in the catalogue", async () => {
  const { page } = await openPage(browser, docs.url);
  await page.goto(reference);
  const operation = page.locator('[id$="/operation/getMyOnlineMeeting"]');
  await operation.getByRole("link", { name: "TooManyGroups" }).click();
  await page.waitForURL(/errors\/#conflict-toomanygroups$/);
  await page.context().close();
});

test("The reference gives the document under its own name", async () => {
  const { page } = await openPage(browser, docs.url);
  await page.goto(reference);
  await page.getByText("API docs by Redocly").waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "openapi.yaml" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("openapi.yaml");
  await page.context().close();
});

test.each([1280, 390])(
  "The first section of the reference breaks no name and has no empty panel, %i wide",
  async (width) => {
    const { page } = await openPage(browser, docs.url, { viewport: { width, height: 900 } });
    await page.goto(reference);
    await page.getByText("API docs by Redocly").waitFor({ state: "attached" });
    const names = page.locator(".api-info td > code");
    expect(await names.count()).toBeGreaterThan(3);
    expect(await names.evaluateAll((codes) => codes.filter((code) => code.getClientRects().length > 1))).toEqual([]);
    const table = page.locator(".api-info table");
    expect(await table.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
    const ground = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.elementFromPoint(innerWidth - 20, 300) ?? document.body);
      return backgroundColor;
    });
    expect(ground).toMatch(/^rgba\(0, 0, 0, 0\)$|^rgb\(255, 255, 255\)$/);
    await page.context().close();
  },
);

test("The reference names each way to sign in once", async () => {
  const { page } = await openPage(browser, docs.url);
  await page.goto(reference);
  const operation = page.locator('[id$="/operation/getMyOnlineMeeting"]');
  await expect(operation.getByText("webTicket").count()).resolves.toBe(1);
  await page.context().close();
});

test("The reference says what the response of a creation leads to", async () => {
  const { page } = await openPage(browser, docs.url);
  await page.goto(reference);
  const operation = page.locator('[id$="/operation/createOnlineMeetingExtension"]');
  await operation.getByText("What the response leads to").waitFor({ state: "attached" });
  for (const next of ["getOnlineMeetingExtension", "updateOnlineMeetingExtension", "deleteOnlineMeetingExtension"]) {
    await expect(operation.getByText(next, { exact: true }).count()).resolves.toBeGreaterThan(0);
  }
  await page.context().close();
});

test("A link to an operation leads to its beginning", { timeout: 60_000 }, async () => {
  const { page } = await openPage(browser, docs.url);
  for (const { operationId, resource } of operations.operations) {
    const id = `tag/${resource}/operation/${operationId}`;
    await page.goto("about:blank");
    await page.goto(`${reference}#${id}`);
    await page.getByText("API docs by Redocly").waitFor();
    const distance = async () => Math.abs((await page.locator(`[id="${id}"]`).boundingBox())?.y ?? Number.NaN);
    await expect.poll(distance, { message: operationId, timeout: 20_000 }).toBeLessThan(2);
  }
  await page.context().close();
});

test("A reader without JavaScript sees the name, path and parameters of every operation", async () => {
  const { page } = await openPage(browser, docs.url, { javaScriptEnabled: false });
  await page.goto(reference);
  for (const { operationId, summary, path } of operations.operations) {
    const [section] = await page.locator(`[id$="/operation/${operationId}"]`).allInnerTexts();
    expect(section).toContain(summary);
    expect(section).toContain(path);
    // In the path, and once more with what it means.
    for (const [, parameter = ""] of path.matchAll(/\{(\w+)\}/g)) {
      expect(section?.split(parameter).length, parameter).toBeGreaterThan(2);
    }
  }
  await page.context().close();
});
