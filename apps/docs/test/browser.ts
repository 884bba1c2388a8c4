import bundledChromium from "@sparticuz/chromium";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { browserFlags } from "../../../tools/tasks/browser-flags.ts";

/** A page, and what went wrong on it: requests that left the site, scripts that failed, loads that the policy stopped. */
export interface WatchedPage {
  page: Page;
  foreignRequests: string[];
  problems: string[];
}

/** Starts the headless Chromium that the npm package carries. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: browserFlags,
  });
}

/** Opens a page of its own context that notes every request which leaves `origin`. */
export async function openPage(
  browser: Browser,
  origin: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const foreignRequests: string[] = [];
  const problems: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(origin).origin && url.protocol !== "data:") foreignRequests.push(request.url());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(message.text());
  });
  return { page, foreignRequests, problems };
}
