import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { dist } from "./pages.ts";
import { useSite } from "./site.ts";
import { editorOf, openPanel, send, statusOf, waitForPanel } from "./try-panel.ts";

const site = useSite();

const body = (panel: Locator) => panel.getByRole("region", { name: "Body of the response" });

test("A reader renames a meeting in the browser, sees what changed, and reads it back as XML", {
  timeout: 60_000,
}, async () => {
  const { page, foreignRequests, problems } = await site.open();
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  expect(requested.filter((url) => url.includes("try-"))).toEqual([]);
  const panel = await openPanel(page);
  await panel.getByRole("button", { name: "Read it first" }).click();
  await expect.poll(() => panel.getByLabel("Headers, one per line").inputValue()).toContain("If-Match");
  const editor = editorOf(panel);
  await editor.fill((await editor.inputValue()).replace("Quarterly sales numbers", "Q3 sales numbers"));
  await send(panel, "200 OK");
  await expect(panel.getByText(/meeting 810, subject/).textContent()).resolves.toBe(
    'meeting 810, subject: "Quarterly sales numbers" is now "Q3 sales numbers"',
  );
  await expect(panel.locator(".journal li").count()).resolves.toBe(2);
  await panel.getByRole("combobox", { name: "Method", exact: true }).selectOption("GET");
  await panel.getByRole("combobox", { name: "Representation", exact: true }).selectOption("XML");
  await send(panel, "200 OK");
  await expect(body(panel).textContent()).resolves.toContain('<property name="subject">Q3 sales numbers</property>');
  await panel.getByRole("button", { name: "Reset the mock" }).click();
  await panel.getByText("The mock is as it was at first.").waitFor();
  await send(panel, "200 OK");
  await expect(body(panel).textContent()).resolves.toContain(">Quarterly sales numbers<");
  expect([foreignRequests, problems]).toEqual([[], []]);
  await page.context().close();
});

test("Of two panels that change the same meeting, the later one gets a 412", { timeout: 60_000 }, async () => {
  const { page } = await site.open();
  const other = await page.context().newPage();
  const panels = [];
  for (const each of [page, other]) {
    await each.goto(`${site.url}operations/updateMyOnlineMeeting/`);
    const panel = await openPanel(each);
    await panel.getByRole("button", { name: "Read it first" }).click();
    await expect.poll(() => panel.getByLabel("Headers, one per line").inputValue()).toContain("If-Match");
    const editor = editorOf(panel);
    await editor.fill((await editor.inputValue()).replace("Quarterly", "Yearly"));
    panels.push(panel);
  }
  const [first, second] = panels;
  if (!first || !second) throw new Error("There are two panels.");
  await send(first, "200 OK");
  await send(second, "412 Precondition Failed");
  // The journal is the same in both.
  await expect.poll(() => first.locator(".journal li").first().textContent()).toContain("412 PUT");
  await page.context().close();
});

test.each(["JSON", "XML"])(
  "A value in %s that the mock does not accept is shown in the editor",
  { timeout: 60_000 },
  async (name) => {
    const { page } = await site.open();
    await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
    const panel = await openPanel(page);
    await panel.getByRole("combobox", { name: "Representation", exact: true }).selectOption(name);
    const editor = editorOf(panel);
    await editor.fill((await editor.inputValue()).replace(/(accessLevel\W+)\w+/, "$1Sometimes"));
    await send(panel, "400 Bad Request");
    const problem = panel.locator(".problems li");
    await expect(problem.textContent()).resolves.toMatch(/^accessLevel: expected one of .*, got "Sometimes"/);
    await problem.getByRole("button", { name: "Show accessLevel" }).click();
    const selected = await editor.evaluate((area: HTMLTextAreaElement) =>
      area.value.slice(area.selectionStart, area.selectionEnd),
    );
    expect(selected).toMatch(/accessLevel.*Sometimes/);
    await page.context().close();
  },
);

test("A reader removes the mock from the browser, in all tabs, and can load it again", {
  timeout: 90_000,
}, async () => {
  const { page, problems } = await site.open();
  const other = await page.context().newPage();
  await other.goto(`${site.url}operations/getMyOnlineMeeting/`);
  const otherPanel = await openPanel(other);
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  const panel = await openPanel(page);
  await editorOf(panel).fill((await editorOf(panel).inputValue()).replace("Quarterly", "Yearly"));
  await send(panel, "200 OK");
  await panel.getByText("This works without a network now.").waitFor();
  const stored = () =>
    page.evaluate(async () => ({
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      databases: (await indexedDB.databases()).length,
      caches: (await caches.keys()).length,
    }));
  await expect(stored()).resolves.toEqual({ workers: 1, databases: 1, caches: 1 });

  await panel.getByRole("button", { name: "Remove the mock from this browser" }).click();
  const said = "The mock is removed from this browser.";
  for (const each of [panel, otherPanel]) await each.getByText(said).waitFor();
  await expect(panel.getByText("This works without a network now.").count()).resolves.toBe(0);
  await expect(stored()).resolves.toEqual({ workers: 0, databases: 0, caches: 0 });
  // What an open page loads from now on is not kept.
  await page.evaluate(async () => void (await fetch(location.href)));
  await expect(stored()).resolves.toEqual({ workers: 0, databases: 0, caches: 0 });

  await otherPanel.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => body(otherPanel).textContent()).toContain("Quarterly sales numbers");
  await send(panel, "200 OK");
  await expect(stored()).resolves.toMatchObject({ workers: 1, databases: 1 });
  expect(problems).toEqual([]);
  await page.context().close();
});

test("The panel can be read by everybody and operated with the keyboard, on a phone, too", {
  timeout: 120_000,
}, async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  await page.getByRole("button", { name: "Try it" }).focus();
  await page.keyboard.press("Enter");
  const panel = await waitForPanel(page);
  await panel.getByRole("textbox", { name: "Path" }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => statusOf(panel).textContent()).toContain("200 OK");
  for (const [device, size] of Object.entries({
    desktop: { width: 1440, height: 900 },
    phone: { width: 390, height: 844 },
  })) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `.vitest/screenshots/try-it-${device}-${colorScheme}.png` });
      expect(await seriousFindings(page), `${device}, ${colorScheme}`).toEqual([]);
    }
    expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), device).toBe(0);
  }
  await page.keyboard.press("Escape");
  await expect(panel.isVisible()).resolves.toBe(false);
  await expect(page.evaluate(() => document.activeElement?.textContent)).resolves.toBe("Try it");
  await page.context().close();
});

test("A page from the disk, where no service worker can run, says so", async () => {
  const { page, problems } = await site.open();
  await page.goto(pathToFileURL(join(dist, "operations/updateMyOnlineMeeting/index.html")).href);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("This browser runs no service worker here").waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});

test("A browser without service workers says so", async () => {
  const { page, problems } = await site.open();
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  await page.goto(`${site.url}operations/updateMyOnlineMeeting/`);
  await page.getByRole("button", { name: "Try it" }).click();
  await page.getByText("This browser runs no service worker here").waitFor();
  expect(problems).toEqual([]);
  await page.context().close();
});
