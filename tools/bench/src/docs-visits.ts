import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import bundledChromium from "@sparticuz/chromium";
import type { AxeResults } from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { browserFlags } from "../../tasks/browser-flags.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Elements does not start without a language that it knows, and Chromium takes the one of the machine.
const reader = { viewport: { width: 1280, height: 900 }, locale: "en-US" };

/** Starts the headless Chromium of the npm package. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await bundledChromium.executablePath(),
    args: browserFlags,
  });
}

/** The largest contentful paint and the total blocking time of a visit, in milliseconds. */
export interface Timing {
  largestContentfulPaint: number;
  totalBlockingTime: number;
}

/** Opens a page with an empty cache and a four times slower processor, and waits until it is idle. */
export async function timeVisit(browser: Browser, url: string): Promise<Timing> {
  const context = await browser.newContext(reader);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(performanceObserverScript);
  await page.goto(url);
  const timing = await waitUntilIdle(page);
  await context.close();
  return timing;
}

/** What does not depend on the machine: transferred bytes, characters that are readable without scripts, errors found by axe, and requests to other hosts. */
export interface Content {
  transferred: number;
  readable: number;
  axeViolations: number;
  thirdPartyRequests: number;
}

/** Returns the content of a page, which it opens once with JavaScript and once without. */
export async function countContent(browser: Browser, url: string): Promise<Content> {
  const context = await browser.newContext(reader);
  const page = await context.newPage();
  const sizes: Promise<number>[] = [];
  let thirdPartyRequests = 0;
  page.on("request", (request) => {
    if (/^https?:/.test(request.url()) && new URL(request.url()).origin !== new URL(url).origin)
      thirdPartyRequests += 1;
  });
  page.on("requestfinished", (request) => {
    if (/^https?:/.test(request.url())) sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.addInitScript(performanceObserverScript);
  await page.goto(url);
  await waitUntilIdle(page);
  const transferred = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  const axeViolations = await seriousNodes(page);
  await context.close();
  return { transferred, readable: await readableWithoutScripts(browser, url), axeViolations, thirdPartyRequests };
}

async function readableWithoutScripts(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ ...reader, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  const [text = ""] = await page.locator("body").allInnerTexts();
  await context.close();
  return text.replace(/\s+/g, " ").trim().length;
}

/** Returns the number of elements in which axe finds a serious or critical error. */
async function seriousNodes(page: Page): Promise<number> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], preload: false })',
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .reduce((sum, { nodes }) => sum + nodes.length, 0);
}

/** A script that runs before the scripts of a page, and records paints, long tasks and loads. */
const performanceObserverScript = `
  globalThis.visit = { largestContentfulPaint: 0, totalBlockingTime: 0, last: 0 };
  const note = (type, read) => new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      visit.last = Math.max(visit.last, entry.startTime + entry.duration);
      read(entry);
    }
  }).observe({ type, buffered: true });
  note("largest-contentful-paint", ({ startTime }) => { visit.largestContentfulPaint = startTime; });
  note("longtask", ({ duration }) => { visit.totalBlockingTime += duration - 50; });
  note("resource", () => {});
`;

/** Waits until the page has loaded, painted and computed nothing for two and a half seconds, then returns the recorded times. */
async function waitUntilIdle(page: Page): Promise<Timing> {
  await page.waitForFunction("visit.largestContentfulPaint > 0 && performance.now() - visit.last > 2500", undefined, {
    polling: 250,
    timeout: 60_000,
  });
  return page.evaluate<Timing>(
    "({ largestContentfulPaint: visit.largestContentfulPaint, totalBlockingTime: visit.totalBlockingTime })",
  );
}
