import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Presses the first button "Try it" of the page, and waits for the mock. */
export async function openPanel(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: "Try it" }).first().click();
  return await waitForPanel(page);
}

/** Returns the panel that was opened, when the mock runs. */
export async function waitForPanel(page: Page): Promise<Locator> {
  const panel = page.getByRole("dialog", { name: /^Try it/ });
  await panel.getByText("Nothing was sent yet.").waitFor({ timeout: 30_000 });
  return panel;
}

/** The line with the status of the answer. */
export function statusOf(panel: Locator): Locator {
  return panel.getByRole("region", { name: "Response", exact: true }).locator(".status");
}

/** The editor of the request's body. */
export function editorOf(panel: Locator): Locator {
  return panel.getByRole("textbox", { name: "Body", exact: true });
}

/** Sends the request, and waits for an answer with this status. */
export async function send(panel: Locator, status: string): Promise<void> {
  await panel.getByRole("button", { name: "Send" }).click();
  await expect.poll(() => statusOf(panel).textContent()).toContain(status);
}
