import { expect, test } from "vitest";
import { useSite } from "./site.ts";

const site = useSite();

const paths = ["", "start/", "operations/updateMyOnlineMeeting/", "guides/representations/", "errors/"];

test.each(paths)("On a phone, the button that copies code of /%s covers none of it", async (path) => {
  const { page } = await site.open({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.goto(site.url + path);
  const frames = await page.locator(".expressive-code .frame:visible").evaluateAll((all) =>
    all.map((frame) => {
      const button = frame.querySelector(".copy button")?.getBoundingClientRect();
      const code = frame.querySelector("pre")?.getBoundingClientRect();
      if (!button || !code) return "no button or no code";
      // The border of the code may touch the border of the button.
      const apart = button.bottom <= code.top + 2 || button.left >= code.right - 2;
      return apart && button.width >= 24 ? "" : `${frame.textContent?.slice(0, 40)}: ${button.bottom} ${code.top}`;
    }),
  );
  expect(frames.length).toBeGreaterThan(1);
  expect(frames.filter((problem) => problem !== "")).toEqual([]);
  await page.context().close();
});

test.each([
  ["", "light"],
  ["", "dark"],
  ["guides/links/", "light"],
  ["guides/links/", "dark"],
  ["reference/", "light"],
  ["reference/", "dark"],
] as const)("Without JavaScript, /%s is %s where the system is", async (path, colorScheme) => {
  const { page, problems } = await site.open({ javaScriptEnabled: false, colorScheme });
  await page.goto(site.url + path);
  const shot = await page.screenshot({ clip: { x: 1200, y: 500, width: 8, height: 8 } });
  const { page: reader } = await site.open();
  // The brightness of the ground, read from what is seen.
  const brightness = await reader.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const context = document.createElement("canvas").getContext("2d");
    context?.drawImage(image, 0, 0);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(4, 4, 1, 1).data ?? [];
    return (red + green + blue) / 3;
  }, shot.toString("base64"));
  if (colorScheme === "light") expect(brightness).toBeGreaterThan(200);
  else expect(brightness).toBeLessThan(60);
  expect(problems).toEqual([]);
  await page.context().close();
  await reader.context().close();
});

test.each(paths)("Nothing of /%s is cut off on paper", async (path) => {
  const { page } = await site.open({ viewport: { width: 700, height: 1000 } });
  await page.goto(site.url + path);
  await page.emulateMedia({ media: "print" });
  const cut = await page.locator("main").evaluate((main) =>
    [...main.querySelectorAll<HTMLElement>(":not(.sr-only)")]
      .filter((element) => getComputedStyle(element).overflowX !== "visible" || element.matches("td, pre, figure"))
      .filter((element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName} ${element.scrollWidth} in ${element.clientWidth}: ${element.textContent?.slice(0, 60)}`,
      ),
  );
  expect(cut).toEqual([]);
  const buttons = page.locator(".copy button:visible, .sl-anchor-link:visible");
  await expect(buttons.count()).resolves.toBe(0);
  await page.context().close();
});
