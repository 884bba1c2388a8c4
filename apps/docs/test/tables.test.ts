import { expect, test } from "vitest";
import { shownPages } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();

// Redoc has tables of its own, which scroll.
test.for(shownPages.filter((path) => path !== "reference/"))(
  "Nobody has to scroll a table of /%s sideways, and the site's name is whole",
  async (path) => {
    const { page } = await site.open();
    await page.goto(site.url + path);
    for (const width of [1280, 800, 390, 360]) {
      await page.setViewportSize({ width, height: 900 });
      const tooWide = await page
        .locator(".table-scroll, .site-title")
        .evaluateAll((elements) =>
          elements
            .filter((element) => element.scrollWidth > element.clientWidth)
            .map((element) => `${element.scrollWidth} in ${element.clientWidth}: ${element.textContent?.slice(0, 80)}`),
        );
      expect(tooWide, `${width}`).toEqual([]);
    }
    await page.context().close();
  },
);

test("A row of a table on a phone says of which column each cell is", async () => {
  const { page } = await site.open({ viewport: { width: 390, height: 844 } });
  await page.goto(`${site.url}guides/deployed-servers/`);
  const cell = page.getByRole("row", { name: "end of the extensions’ URL" }).getByRole("cell").last();
  await expect(cell.textContent()).resolves.toBe("/extensions");
  const label = await cell.evaluate((element) => getComputedStyle(element, "::before").content);
  expect(label).toContain("deployed servers");
  await page.context().close();
});

test("The start page says its name once", async () => {
  const { page } = await site.open();
  await page.goto(site.url);
  await expect(page.title()).resolves.toBe("UCWA online meetings");
  await page.context().close();
});
