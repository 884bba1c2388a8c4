import { expect, test } from "vitest";
import { serveDocs } from "../src/index.ts";
import { launchBrowser, openPage } from "./browser.ts";

type Colour = [red: number, green: number, blue: number];

/** What the filter `invert(1) hue-rotate(180deg)` makes of a colour. @see https://www.w3.org/TR/filter-effects-1/#funcdef-filter-hue-rotate */
function turnedAround(colour: Colour): Colour {
  const [red, green, blue] = colour.map((part) => 255 - part);
  if (red === undefined || green === undefined || blue === undefined) throw new Error("A colour has three parts.");
  const turned: Colour = [
    -0.574 * red + 1.43 * green + 0.144 * blue,
    0.426 * red + 0.43 * green + 0.144 * blue,
    0.426 * red + 1.43 * green - 0.856 * blue,
  ];
  const [r, g, b] = turned;
  const clamp = (part: number) => Math.min(255, Math.max(0, part));
  return [clamp(r), clamp(g), clamp(b)];
}

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: Colour, b: Colour): number {
  const luminance = (colour: Colour) => {
    const [red = 0, green = 0, blue = 0] = colour.map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

test("In the dark the text of the reference keeps a contrast of 4.5, which axe cannot see through the filter", async () => {
  const docs = await serveDocs({ port: 0, host: "127.0.0.1" });
  const browser = await launchBrowser();
  const { page } = await openPage(browser, docs.url, { colorScheme: "dark" });
  await page.goto(`${docs.url}reference/`);
  await page.getByText("API docs by Redocly").waitFor();
  const texts = await page.evaluate(() => {
    const found = new Map<string, { text: string; colour: string; behind: string[] }>();
    const samples = '[id^="operation/"] > div:nth-child(2)';
    for (const element of document.querySelectorAll("#redoc *")) {
      const own = [...element.childNodes].find((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!own || element.closest(samples) || element.getClientRects().length === 0) continue;
      const behind: string[] = [];
      for (let at: Element | null = element; at; at = at.parentElement)
        behind.push(getComputedStyle(at).backgroundColor);
      const { color } = getComputedStyle(element);
      found.set(`${color} ${behind}`, { text: own.textContent ?? "", colour: color, behind });
    }
    return [...found.values()];
  });
  await browser.close();
  await docs.close();
  expect(texts.length).toBeGreaterThan(5);
  const tooPale = texts
    .map(({ text, colour, behind }) => {
      const back = behind.reduceRight<Colour>(laidOver, [255, 255, 255]);
      return { text, ratio: contrast(turnedAround(laidOver(back, colour)), turnedAround(back)) };
    })
    .filter(({ ratio }) => ratio < 4.5);
  expect(tooPale).toEqual([]);
});

/** A colour, see-through or not, on another one. */
function laidOver([red, green, blue]: Colour, colour: string): Colour {
  const [overRed = 0, overGreen = 0, overBlue = 0, alpha = 1] = parts(colour);
  const mix = (over: number, under: number) => over * alpha + under * (1 - alpha);
  return [mix(overRed, red), mix(overGreen, green), mix(overBlue, blue)];
}

function parts(colour: string): number[] {
  return [...colour.matchAll(/[\d.]+/g)].map(([part]) => Number(part));
}
