import { readFileSync } from "node:fs";
import { join } from "node:path";
import { operations } from "@ucwa-meetings/spec/operations";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readPage } from "./crawl.ts";
import { dist } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();
const update = "tag/myOnlineMeeting/operation/updateMyOnlineMeeting";

/** Opens the reference at an anchor, with the scripts of the page run. */
async function openReference(anchor = "", options: Parameters<typeof site.open>[0] = {}): Promise<Page> {
  const { page } = await site.open(options);
  await page.goto(`${site.url}reference/${anchor && `#${anchor}`}`);
  return page;
}

test("The reference shows every operation, asks nobody else for anything, and keeps to its policy", async () => {
  const { page, foreignRequests, problems } = await site.open();
  await page.goto(`${site.url}reference/`, { waitUntil: "networkidle" });
  for (const { operationId, summary } of operations.operations) {
    await expect(page.locator(`[id$="/operation/${operationId}"] h2`).textContent()).resolves.toContain(summary);
  }
  expect(foreignRequests).toEqual([]);
  expect(problems).toEqual([]);
  await page.context().close();
});

test("The reference has no script of Redoc's or React's, and its own are small", () => {
  const sources = readPage("reference/")("script[src]")
    .toArray()
    .map((script) => readFileSync(join(dist, "reference", script.attribs.src ?? ""), "utf8"));
  expect(sources.length).toBeGreaterThan(0);
  expect(sources.filter((source) => /styled-components|hydrate/.test(source))).toEqual([]);
  expect(sources.join("").length).toBeLessThan(100_000);
});

test("The site's search finds a section of the reference from within it, and the place is marked", async () => {
  const page = await openReference();
  await page.keyboard.press("/");
  await page.keyboard.type("How sure is this?");
  await page.getByText(/^\d+ found\./).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/#section\/How-sure-is-this$/);
  const section = page.locator('[id="section/How-sure-is-this"]');
  await expect.poll(() => section.evaluate((element) => getComputedStyle(element).boxShadow)).not.toBe("none");
  await page.context().close();
});

test.each([1280, 390])(
  "The keyboard opens the menu of the reference and goes to an operation, %i wide",
  async (width) => {
    const page = await openReference("", { viewport: { width, height: 844 } });
    const item = `.sidebar-content a[href="#${update}"]`;
    if (width < 800) {
      await expect(page.locator(item).isVisible()).resolves.toBe(false);
      await page.getByRole("button", { name: "Menu" }).focus();
      await page.keyboard.press("Enter");
    }
    await page.locator(item).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`#${update}$`));
    await expect.poll(() => page.locator(item).isVisible()).toBe(width > 800);
    await page.context().close();
  },
);

test("A link to an operation leads to its beginning, below the header, and marks it", { timeout: 60_000 }, async () => {
  for (const { operationId, resource } of operations.operations) {
    const id = `tag/${resource}/operation/${operationId}`;
    const page = await openReference(id);
    const target = page.locator(`[id="${id}"]`);
    const distance = async () => (await target.boundingBox())?.y ?? Number.NaN;
    await expect.poll(distance, { message: operationId }).toBeGreaterThan(50);
    await expect.poll(distance, { message: operationId }).toBeLessThan(110);
    await expect(target.evaluate((element) => getComputedStyle(element).boxShadow)).resolves.not.toBe("none");
    await page.context().close();
  }
});

test("A link to a response opens it", async () => {
  const page = await openReference(`${update}/response/412`);
  const response = page.locator(`[id="${update}/response/412"]`);
  await expect.poll(() => response.getAttribute("open")).toBe("");
  await expect.poll(async () => (await response.boundingBox())?.y ?? 0).toBeLessThan(400);
  await response.locator("summary").press("Enter");
  await expect.poll(() => response.getAttribute("open")).toBe(null);
  await page.context().close();
});

test("Arrow keys change from one tab of samples to the next, and a sample of an error can be chosen from a list", async () => {
  const page = await openReference(update);
  const operation = page.locator(`[id="${update}"]`);
  await operation.getByRole("tab", { name: "Payload" }).focus();
  await page.keyboard.press("ArrowRight");
  await operation.getByText("curl -s -X PUT").first().waitFor();
  await operation.getByRole("tab", { name: "412" }).click();
  const panel = operation.getByRole("tabpanel", { name: "412" });
  await panel.getByText('"PreconditionFailed"').first().waitFor();
  await panel.getByRole("combobox").selectOption({ index: 1 });
  await panel.getByText("PreconditionFailed").filter({ visible: true }).first().waitFor();
  await expect(panel.getByText('"PreconditionFailed"').first().isVisible()).resolves.toBe(false);
  await page.context().close();
});

test("The kind of sample that a reader chooses on the page of an operation is chosen in the reference", async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}operations/getMyOnlineMeeting/`);
  await page.getByRole("tab", { name: "TypeScript" }).click();
  await page.goto(`${site.url}reference/#${update}`);
  const tab = page.locator(`[id="${update}"]`).getByRole("tab", { name: "TypeScript" });
  await expect.poll(() => tab.getAttribute("aria-selected")).toBe("true");
  await page.context().close();
});

test("The properties of a property and the parts of a sample fold and unfold by the keyboard", async () => {
  const page = await openReference(update);
  const operation = page.locator(`[id="${update}"]`);
  const button = operation.getByRole("button", { name: "Properties of _links" }).first();
  const row = operation.locator("tr:has(> td > button[aria-label='Properties of _links']) + tr").first();
  await expect(row.isVisible()).resolves.toBe(false);
  await button.press("Enter");
  await expect(row.isVisible()).resolves.toBe(true);
  const attendee = operation.getByText("sip:johndoe@contoso.com").first();
  await operation.getByRole("button", { name: "Collapse all" }).first().press("Enter");
  await expect(attendee.isVisible()).resolves.toBe(false);
  await operation.getByRole("button", { name: "Expand all" }).first().press("Enter");
  await expect(attendee.isVisible()).resolves.toBe(true);
  await page.context().close();
});

test("What is copied from a sample is the sample, JSON with its lines", async () => {
  const page = await openReference(update);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.locator(`[id="${update}"]`).getByRole("button", { name: "Copy" }).first().press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\{\n {2}"/);
  await page.context().close();
});

test("An error of an operation leads to its entry in the catalogue", async () => {
  const page = await openReference();
  const operation = page.locator('[id$="/operation/getMyOnlineMeeting"]');
  await operation.getByRole("link", { name: "TooManyGroups" }).press("Enter");
  await page.waitForURL(/errors\/#conflict-toomanygroups$/);
  await page.context().close();
});

test("The reference gives the document under its own name", async () => {
  const page = await openReference();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#redoc").getByRole("link", { name: "openapi.yaml" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("openapi.yaml");
  await page.context().close();
});

test.each([1440, 390])("No path, name or sample of the reference is cut off, %i wide", async (width) => {
  const page = await openReference("", { viewport: { width, height: 900 } });
  const names = page.locator(".api-info td > code");
  expect(await names.count()).toBeGreaterThan(3);
  expect(await names.evaluateAll((codes) => codes.filter((code) => code.getClientRects().length > 1))).toEqual([]);
  const cut = await page.locator("#redoc").evaluate((reference) => {
    // Also what is far below is laid out.
    for (const part of reference.querySelectorAll<HTMLElement>('[id*="/operation/"]'))
      part.style.contentVisibility = "visible";
    return [...reference.querySelectorAll(".endpoint > summary, .endpoint > summary *, pre, .redoc-json, select, td")]
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName} ${element.scrollWidth} in ${element.clientWidth}: ${element.textContent?.slice(0, 60)}`,
      );
  });
  expect(cut).toEqual([]);
  await page.context().close();
});

test("The reference says what the response of a creation leads to, and names each way to sign in once", async () => {
  const page = await openReference();
  const creation = page.locator('[id$="/operation/createOnlineMeetingExtension"]');
  await creation.getByText("What the response leads to").waitFor({ state: "attached" });
  for (const next of ["getOnlineMeetingExtension", "updateOnlineMeetingExtension", "deleteOnlineMeetingExtension"]) {
    await expect(creation.getByText(next, { exact: true }).count()).resolves.toBeGreaterThan(0);
  }
  const reading = page.locator('[id="tag/myOnlineMeeting/operation/getMyOnlineMeeting"]');
  await expect(reading.getByText("webTicket", { exact: true }).count()).resolves.toBe(1);
  await page.context().close();
});

test("A reader without JavaScript sees parameters, properties, every response and every sample of an operation", async () => {
  const page = await openReference("", { javaScriptEnabled: false });
  for (const { operationId, summary, path, errors } of operations.operations) {
    const section = page.locator(`[id$="/operation/${operationId}"][data-section-id^="tag/"]`);
    const text = (await section.textContent()) ?? "";
    expect(text).toContain(summary);
    expect(text).toContain(path);
    // In the path, and once more with what it means.
    for (const [, parameter = ""] of path.matchAll(/\{(\w+)\}/g)) {
      expect(text.split(parameter).length, parameter).toBeGreaterThan(2);
    }
    for (const { code, status } of errors) {
      expect(text, `${operationId} ${code}`).toContain(`"code": "${code}"`);
      await expect(section.locator(`summary:has-text("${status}")`).first().isVisible()).resolves.toBe(true);
    }
    const panels = section.locator("[role=tabpanel]");
    expect(await panels.count()).toBeGreaterThan(3);
    await expect(panels.filter({ visible: false }).count()).resolves.toBe(0);
  }
  await page.context().close();
});
