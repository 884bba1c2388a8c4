import { gzipSync } from "node:zlib";
import { test } from "vitest";
import { seriousFindings } from "./axe.ts";
import { shownPages } from "./pages.ts";
import { useSite } from "./site.ts";

const widths = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const isLong = process.env.UCWA_LONG === "1";
/** A short run looks at each width in one colour scheme. */
const colorSchemes: Readonly<Record<string, readonly ("light" | "dark")[]>> = isLong
  ? { desktop: ["light", "dark"], phone: ["light", "dark"] }
  : { desktop: ["light"], phone: ["dark"] };

const site = useSite();

test.concurrent.for(shownPages)(
  "/%s stays on the site, is light enough, fits a phone and can be read by everybody, light and dark",
  { timeout: 180_000 },
  async (path, { expect }) => {
    const { page, foreignRequests, problems } = await site.open();
    const loaded: Promise<Buffer>[] = [];
    page.on("response", (response) => loaded.push(response.body()));
    await page.goto(site.url + path);
    for (const [device, size] of Object.entries(widths)) {
      await page.setViewportSize(size);
      for (const colorScheme of colorSchemes[device] ?? []) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.screenshot({ path: `.vitest/screenshots/${toFileName(path)}-${device}-${colorScheme}.png` });
        // Polled, since the code blocks learn only a moment after a resize whether they scroll.
        await expect
          .poll(() => seriousFindings(page, isLong && colorScheme === "dark" ? "colours" : "all"), {
            message: `${device}, ${colorScheme}`,
            timeout: 40_000,
          })
          .toEqual([]);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth), device).toBeLessThanOrEqual(size.width);
    }
    expect(foreignRequests).toEqual([]);
    expect(problems.filter((problem) => path !== "404.html" || !problem.includes("404"))).toEqual([]);
    if (path !== "reference/") expect(await compressedSize(loaded)).toBeLessThanOrEqual(100_000);
    await page.context().close();
  },
);

function toFileName(path: string): string {
  return path.replace(/\/$|\.html$/, "").replaceAll("/", "-") || "start-page";
}

async function compressedSize(bodies: Promise<Buffer>[]): Promise<number> {
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  return sizes.reduce((sum, size) => sum + size, 0);
}
