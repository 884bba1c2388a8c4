import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { dist } from "./pages.ts";
import { useSite } from "./site.ts";

const site = useSite();

const guides = [
  { path: "", names: ["How document, client, mock and site hang together"] },
  { path: "guides/concurrency/", names: ["An update that loses nothing", "The loop after a 412"] },
  { path: "guides/authentication/", names: ["Where the token goes, and where it never goes"] },
  { path: "guides/representations/", names: ["What belongs together in JSON and XML"] },
];

/** A text of a picture as it is shown: where, how large, and how it stands out from what is behind it. */
interface ShownText {
  text: string;
  pixels: number;
  contrast: number;
  isInside: boolean;
  isInItsBox: boolean;
  covers: string[];
}

/** Looks at every text of every picture on the page. It runs in the browser. */
function lookAtTexts(): ShownText[] {
  const luminance = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const isWithin = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
  const meet = (one: DOMRect, other: DOMRect) =>
    one.left < other.right - 1 &&
    other.left < one.right - 1 &&
    one.top < other.bottom - 4 &&
    other.top < one.bottom - 4;
  return [...document.querySelectorAll<SVGSVGElement>(".picture svg")].flatMap((picture) => {
    const texts = [...picture.querySelectorAll("text")];
    const lines = [...picture.querySelectorAll(".line:not(.same)")];
    const boxes = [...picture.querySelectorAll("rect:not(.frame)")];
    return texts.map((text) => {
      const area = text.getBoundingClientRect();
      const middle = { x: area.left + area.width / 2, y: area.top + area.height / 2 };
      const box = boxes.find((one) => {
        const { left, right, top, bottom } = one.getBoundingClientRect();
        return middle.x > left && middle.x < right && middle.y > top && middle.y < bottom;
      });
      const behind = box ? getComputedStyle(box).fill : getComputedStyle(document.body).backgroundColor;
      const { fill, fontSize } = getComputedStyle(text);
      return {
        text: text.textContent ?? "",
        pixels: Number.parseFloat(fontSize) * (picture.getScreenCTM()?.a ?? 0),
        contrast: contrastOf(fill, behind),
        isInside: isWithin(area, picture.getBoundingClientRect()),
        isInItsBox: box === undefined || isWithin(area, box.getBoundingClientRect()),
        covers: [...texts, ...lines]
          .filter((one) => one !== text && meet(area, one.getBoundingClientRect()))
          .map((one) => one.textContent || "a line"),
      };
    });
  });
}

async function open(path: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
  const { page } = await site.open({ viewport: { width, height: 844 }, colorScheme, reducedMotion: "reduce" });
  await page.goto(site.url + path);
  return page;
}

test.each(guides)(
  "The pictures of /$path can be read on a phone and on a desktop, light and dark",
  async ({ path }) => {
    for (const width of [390, 1440]) {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await open(path, width, colorScheme);
        const texts = await page.evaluate(lookAtTexts);
        expect(texts.length).toBeGreaterThan(5);
        const where = `${width}, ${colorScheme}`;
        expect(
          texts.filter(({ pixels }) => pixels < 10),
          where,
        ).toEqual([]);
        expect(
          texts.filter(({ contrast }) => !(contrast >= 4.5)),
          where,
        ).toEqual([]);
        expect(
          texts.filter(({ isInside, isInItsBox }) => !isInside || !isInItsBox),
          where,
        ).toEqual([]);
        expect(
          texts.filter(({ covers }) => covers.length > 0),
          where,
        ).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(width);
        await page.context().close();
      }
    }
  },
);

test.each(guides)("Who cannot see the pictures of /$path hears or reads what they say", async ({ path, names }) => {
  const page = await open(path, 1280, "light");
  const markdown = readFileSync(join(dist, path === "" ? "index.md" : path.replace(/\/$/, ".md")), "utf8");
  for (const name of names) {
    const picture = page.getByRole("img", { name, exact: true });
    const description = await picture.evaluate(
      (svg) => document.getElementById(svg.getAttribute("aria-describedby") ?? "")?.textContent ?? "",
    );
    expect(description.split(". ").length, name).toBeGreaterThan(3);
    expect(markdown).toContain(`> **Picture: ${name}.** ${description}`);
  }
  expect(await page.locator(".picture").count()).toBe(names.length);
  expect(markdown).not.toContain("<svg");
  await page.context().close();
});

test("The picture of a meeting in JSON and XML shows values of the document's example", async () => {
  const page = await open("guides/representations/", 1280, "light");
  const shown = await page.locator(".picture .code").allTextContents();
  const blocks = await page.locator(".side-by-side pre").allTextContents();
  const values = shown.flatMap((line) =>
    [...line.matchAll(/[":>]? ?"?([\w/():.@ -]{8,})"?/g)].map(([, value = ""]) => value.trim()),
  );
  expect(values.length).toBeGreaterThan(10);
  for (const value of values) expect(blocks.join("\n"), value).toContain(value);
  await page.context().close();
});
