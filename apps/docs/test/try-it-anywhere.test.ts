import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";
import { dist } from "./pages.ts";
import { editorOf, openPanel, send } from "./try-panel.ts";

let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "docs-try-"));
  await cp(dist, join(folder, "deep/down"), { recursive: true });
  await cp(join(dist, "index.html"), join(folder, "index.html"));
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

const serve = (): Promise<DocsServer> => serveDocs({ port: 0, host: "127.0.0.1", root: folder });
const etagIn = async (panel: Locator) => (await panel.getByText(/etag: "\d+"/).textContent())?.match(/etag: .*/)?.[0];

/** Ends the service worker, as a browser does that needs the memory. */
async function endWorker(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}

test("Under any path, the mock keeps what was written over a reload and the end of its worker, and works without the server", {
  timeout: 90_000,
}, async () => {
  const server = await serve();
  const { page, foreignRequests, problems } = await openPage(browser, server.url);
  await page.goto(`${server.url}deep/down/operations/updateMyOnlineMeeting/`);
  const panel = await openPanel(page);
  await panel.getByRole("combobox", { name: "Dialect" }).selectOption("deployed");
  await panel.getByText("The mock behaves so from now on.").waitFor();
  await panel.getByRole("button", { name: "Read it first" }).click();
  const headers = panel.getByLabel("Headers, one per line");
  await expect.poll(() => headers.inputValue()).toMatch(/If-Match: "\d+"/);
  await editorOf(panel).fill((await editorOf(panel).inputValue()).replace("Quarterly", "Yearly"));
  await send(panel, "200 OK");
  const etag = await etagIn(panel);
  await panel.getByText("This works without a network now.").waitFor();
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);

  await server.close();
  await endWorker(page);
  await page.reload();
  const again = await openPanel(page);
  await again.getByRole("button", { name: "Read it first" }).click();
  await expect.poll(() => editorOf(again).inputValue()).toContain("Yearly sales numbers");
  // The same ETag in the same dialect, so what was read before the end can still be written.
  expect(etag).toMatch(/"\d+"/);
  expect(await etagIn(again)).toBe(etag);
  await expect(again.locator(".journal li").count()).resolves.toBe(3);

  // Another page that was not opened before.
  await page.goto(new URL("../getMyOnlineMeetings/", page.url()).href);
  const list = await openPanel(page);
  await send(list, "200 OK");
  await expect(list.getByRole("region", { name: "Body of the response" }).textContent()).resolves.toContain("Yearly");
  await list.getByRole("button", { name: "Reset the mock" }).click();
  await list.getByText("The mock is as it was at first.").waitFor();
  await send(list, "200 OK");
  await expect(list.getByRole("region", { name: "Body of the response" }).textContent()).resolves.toContain(
    "Quarterly",
  );
  await page.context().close();
});

test("Reloaded without its worker, as browsers do with Shift, a page gets it back", { timeout: 60_000 }, async () => {
  const docs = await serve();
  const { page } = await openPage(browser, docs.url);
  await page.goto(`${docs.url}deep/down/operations/getMyOnlineMeeting/`);
  await send(await openPanel(page), "200 OK");
  const session = await page.context().newCDPSession(page);
  await session.send("Page.reload", { ignoreCache: true });
  await page.waitForLoadState();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await send(await openPanel(page), "200 OK");
  await page.context().close();
  await docs.close();
});
