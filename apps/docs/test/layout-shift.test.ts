import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { getMediaType } from "../src/headers.ts";
import { dist } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();

const paths = [
  "",
  "start/",
  "guides/concurrency/",
  "operations/getMyOnlineMeeting/",
  "errors/",
  "discrepancies/",
  "reference/",
];
const loads = process.env.UCWA_LONG === "1" ? 40 : 6;

/** Opens a page on a processor that is four times as slow. */
async function openSlowly(): Promise<Page> {
  const { page } = await site.open({ viewport: { width: 1440, height: 900 } });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.addInitScript(`
    globalThis.moved = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries()) {
        moved.push([value, ...sources.map(({ node, previousRect, currentRect }) => [
          node?.outerHTML?.slice(0, 80) ?? node?.textContent ?? "gone",
          JSON.stringify(previousRect),
          JSON.stringify(currentRect),
        ].join(" "))].join("\\n"));
      }
    }).observe({ type: "layout-shift", buffered: true });
  `);
  return page;
}

/** What has moved on the page since it began to load, and how much. */
async function movedOn(page: Page): Promise<unknown> {
  // Two frames, so that the last layout is among what the browser has told.
  await page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
  return page.evaluate("moved");
}

test(`Nothing moves while a page loads, in ${loads} loads on a slow computer`, { timeout: 300_000 }, async () => {
  const page = await openSlowly();
  for (let load = 0; load < loads; load++) {
    const path = paths[load % paths.length] ?? "";
    await page.goto(site.url + path, { waitUntil: "networkidle" });
    expect(await movedOn(page), `${path}, load ${load + 1}`).toEqual([]);
  }
  await page.context().close();
});

/** Where a page can be cut when it arrives: before its text, and before what lies beside other things. */
const cuts = [
  '<div class="main-pane',
  '<div class="request-and-response"',
  '<div class="response"',
  '<div role="tabpanel"',
];

/** Serves the site with pages that arrive in parts. */
async function serveSlowly(): Promise<{ url: string; close: () => void }> {
  const server = createServer(async (request, response) => {
    const file = (request.url ?? "/").replace(/\/(?:\?.*)?$/, "/index.html");
    const body = readFileSync(join(dist, file));
    response.setHeader("content-type", getMediaType(file));
    const places = file.endsWith(".html") ? cuts.map((text) => body.indexOf(text)).filter((place) => place > 0) : [];
    let sent = 0;
    for (const place of places.sort((one, other) => one - other)) {
      response.write(body.subarray(sent, place));
      sent = place;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    response.end(body.subarray(sent));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port }: Pick<AddressInfo, "port"> = Object(server.address());
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}

test.each(["guides/concurrency/", "operations/getMyOnlineMeeting/", "reference/"])(
  "Nothing of /%s moves when it arrives in parts",
  { timeout: 60_000 },
  async (path) => {
    const { url, close } = await serveSlowly();
    const page = await openSlowly();
    try {
      await page.goto(url + path, { waitUntil: "networkidle" });
      expect(await movedOn(page)).toEqual([]);
    } finally {
      await page.context().close();
      close();
    }
  },
);
