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

test("Nothing moves when the text of a page comes later than its list of headings", { timeout: 60_000 }, async () => {
  const slow = createServer((request, response) => {
    const file = (request.url ?? "/").replace(/\/(?:\?.*)?$/, "/index.html");
    const body = readFileSync(join(dist, file));
    response.setHeader("content-type", getMediaType(file));
    const half = body.indexOf('<div class="main-pane');
    if (half === -1) return response.end(body);
    response.write(body.subarray(0, half));
    return setTimeout(() => response.end(body.subarray(half)), 500);
  });
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  const page = await openSlowly();
  try {
    const { port }: Pick<AddressInfo, "port"> = Object(slow.address());
    await page.goto(`http://127.0.0.1:${port}/guides/concurrency/`, { waitUntil: "networkidle" });
    expect(await movedOn(page)).toEqual([]);
  } finally {
    await page.context().close();
    slow.close();
    slow.closeAllConnections();
  }
});
