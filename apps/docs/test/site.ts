import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { type DocsServer, serveDocs } from "../src/index.ts";
import { launchBrowser, openPage, type WatchedPage } from "./browser.ts";

/** The built site as it is served, and a browser to see it with. */
export interface Site {
  readonly url: string;
  /** Opens a page of its own context, which notes every request that leaves the site. */
  open(options?: BrowserContextOptions): Promise<WatchedPage>;
}

/** Serves the site and starts a browser before the tests of a file, and ends both after them. */
export function useSite(): Site {
  let docs: DocsServer | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    docs = await serveDocs({ port: 0, host: "127.0.0.1" });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await docs?.close();
  });
  const running = () => {
    if (!docs || !browser) throw new Error("The site is there in tests only, not while they are collected.");
    return { docs, browser };
  };
  return {
    get url() {
      return running().docs.url;
    },
    open: (options) => openPage(running().browser, running().docs.url, options),
  };
}
