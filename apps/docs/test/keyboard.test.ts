import { operations } from "@ucwa-meetings/spec/operations";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { useSite } from "./site.ts";

const site = useSite();

/** Presses Tab until what has the focus matches `selector`, or throws after two hundred times. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector}.`);
}

test("The keyboard alone reaches every operation from the start page", async () => {
  const { page } = await site.open();
  for (const { operationId, summary } of operations.operations) {
    await page.goto(site.url);
    await tabTo(page, `a[href$="operations/${operationId}/"]`);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: summary, level: 1 }).waitFor();
  }
  await page.context().close();
});

test("The keyboard alone reaches every operation in the reference", async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}reference/`);
  for (const { operationId, resource } of operations.operations) {
    await tabTo(page, `nav a[href="#tag/${resource}/operation/${operationId}"]`);
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`operation/${operationId}$`));
    // The focus goes on from the place that the link leads to.
    await page.goto(`${site.url}reference/`);
  }
  await page.context().close();
});

test("Search opens with Ctrl+K, goes to the best hit with Enter, and closes with Escape", async () => {
  const { page } = await site.open();
  await page.goto(site.url);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("TooManyGroups");
  await page.getByText(/^\d+ found\.$/).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/errors\/#conflict-toomanygroups$/);
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("searchbox").isVisible()).resolves.toBe(false);
  await page.context().close();
});

test("A slash opens the search, arrow keys choose a result, Enter opens it, and a slash in the box is a slash", async () => {
  const { page } = await site.open();
  await page.goto(`${site.url}guides/links/`);
  await page.keyboard.press("/");
  await page.keyboard.type("application/xml");
  const box = page.getByRole("searchbox", { name: "Search this site" });
  await expect(box.inputValue()).resolves.toBe("application/xml");
  await box.fill("delete");
  await page.getByText(/^\d+ found\./).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.querySelector("strong")?.textContent);
  await page.keyboard.press("ArrowDown");
  await expect(focused()).resolves.toBe("Delete a scheduled meeting");
  await page.keyboard.press("ArrowDown");
  await expect(focused()).resolves.toBe("Delete one extension");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await expect(box.evaluate((input) => input === document.activeElement)).resolves.toBe(true);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/operations\/deleteMyOnlineMeeting\/$/);
  await page.context().close();
});
