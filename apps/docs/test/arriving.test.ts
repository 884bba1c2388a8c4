import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { installLine, isPublished } from "../../../tools/release/installation.ts";
import { readPage } from "./crawl.ts";
import { useSite } from "./site.ts";

const site = useSite();

test("The first screen says what this is, for whom, and how to get it", async () => {
  const { page } = await site.open({ viewport: { width: 1440, height: 900 } });
  await page.goto(site.url);
  for (const text of [/client.*mock.*reference.*Skype for Business Server/, /^It is for people who/, /^npm install /]) {
    const box = await page.locator(".sl-markdown-content").getByText(text).first().boundingBox();
    expect((box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0), `${text}`).toBeLessThan(900);
  }
  await page.context().close();
});

test("The start page has six lines of TypeScript with what they print", () => {
  const page = readPage("");
  const lines = (block: number) =>
    page(".sl-markdown-content pre")
      .eq(block)
      .find(".ec-line")
      .toArray()
      .map((line) => page(line).text().trim());
  const printed = readFileSync(new URL("../samples/overview.ts.out", import.meta.url), "utf8");
  expect(lines(1).filter((line) => line !== "")).toHaveLength(6);
  expect(lines(2)).toEqual(printed.trim().split("\n"));
});

test("The start page leads to the client, the mock, the document and the guides", () => {
  const page = readPage("");
  const cards = page(".cards > li > a").toArray();
  expect(cards.map((card) => page(card).text())).toEqual(["Client", "Mock", "Document", "Guides"]);
});

test("The start page says whether the packages are on npm, and what to do until they are", () => {
  const text = readPage("")("main").text();
  expect(text.includes("not on npm yet")).toBe(!isPublished);
  expect(installLine("0.1.0", true)).toBe("```sh\nnpm install @ucwa-meetings/client\n```");
  expect(installLine("0.1.0", false)).toContain("Version 0.1.0 is not on npm yet.");
});

test("The five-minute start says how to get the repository", () => {
  const page = readPage("start/");
  const section = page("#the-repository").parent().nextUntil(".sl-heading-wrapper").text();
  expect(section).toMatch(/git clone|no public address yet/);
  expect(section).toContain("npx -y pnpm@12.21.0 start");
});
