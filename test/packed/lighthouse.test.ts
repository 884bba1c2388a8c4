import { readdirSync } from "node:fs";
import bundledChromium from "@sparticuz/chromium";
import { type DocsServer, serveDocs } from "@ucwa-meetings/docs";
import { type LaunchedChrome, launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";
import { afterAll, beforeAll, expect, it } from "vitest";
import { browserFlags } from "../../tools/tasks/browser-flags.ts";

const isLong = process.env.UCWA_LONG === "1";

/** What does not depend on the machine is perfect. How fast a page is does, so a short run leaves that out, and there is room for other work. */
const perfect = { accessibility: 100, "best-practices": 100, seo: 100 };
const least = isLong ? { performance: 95, ...perfect } : perfect;

/** The whole contract is on this page. */
const leastOfReference = isLong ? { ...least, performance: 90 } : perfect;

const site = new URL("../../apps/docs/dist/", import.meta.url);
const every = readdirSync(site, { recursive: true })
  .map(String)
  .filter((path) => path.endsWith("index.html"))
  .map((path) => path.replace(/index\.html$/, ""))
  .sort();
const pages = isLong ? every : ["", "operations/updateMyOnlineMeeting/", "reference/"];
// A phone on a slow network is what Lighthouse takes by default, and the harder of the two.
const devices = isLong ? ["phone", "desktop"] : ["phone"];
const cases = devices.flatMap((device) =>
  pages.map((path) => [path, device, path === "reference/" ? leastOfReference : least] as const),
);

let docs: DocsServer;
let chrome: LaunchedChrome;

beforeAll(async () => {
  docs = await serveDocs({ port: 0, host: "127.0.0.1" });
  chrome = await launch({
    chromePath: await bundledChromium.executablePath(),
    chromeFlags: ["--headless", ...browserFlags],
    logLevel: "silent",
  });
});

afterAll(async () => {
  chrome?.kill();
  await docs?.close();
});

// The best of three, since whatever else runs on the machine makes a page slower and never faster.
it.each(cases)("Lighthouse finds /%s good on a %s", { timeout: 120_000, retry: 2 }, async (path, device, wanted) => {
  const config = device === "desktop" ? desktopConfig : undefined;
  const flags = { port: chrome.port, logLevel: "silent", onlyCategories: Object.keys(wanted) } as const;
  const result = await lighthouse(docs.url + path, flags, config);
  const scores = Object.entries(result?.lhr.categories ?? {}).map(
    ([name, { score }]) => [name, Math.round((score ?? 0) * 100)] as const,
  );
  const scoresWanted: Record<string, number> = wanted;
  expect(scores.map(([name]) => name)).toEqual(Object.keys(wanted));
  expect(scores.filter(([name, score]) => score < (scoresWanted[name] ?? 100))).toEqual([]);
});
