import { expect, test } from "vitest";
import { readDocument } from "../src/build/document.ts";
import { readPage } from "./crawl.ts";
import { useSite } from "./site.ts";

const site = useSite();

test("The catalogue has an entry for every subcode of the document", async () => {
  const { components } = await readDocument();
  const members = components.schemas.ErrorSubcode?.["x-extensible-enum"] ?? [];
  const page = readPage("errors/");
  const headings = page("h3")
    .toArray()
    .map((heading) => page(heading).text().replace(/^.*: /, ""));
  const rows = page("main table")
    .first()
    .find("tbody a")
    .toArray()
    .map((link) => page(link).text());
  expect(members.length).toBeGreaterThan(20);
  expect(members.filter((member) => !headings.includes(member))).toEqual([]);
  expect(members.filter((member) => !rows.includes(member))).toEqual([]);
});

test("Each row of the list of errors leads to the entry of this error, also if two have the same name", () => {
  const page = readPage("errors/");
  const links = page("main table").first().find("tbody a").toArray();
  const wrong = links
    .map((link) => ({ name: page(link).text(), entry: page(`[id="${link.attribs.href?.slice(1)}"]`).text() }))
    .filter(({ name, entry }) => entry.replace(/^.*: /, "") !== name);
  expect(wrong).toEqual([]);
  expect(new Set(links.map(({ attribs }) => attribs.href)).size).toBe(links.length);
});

test("A reader filters the errors by status, name, meaning or retry, with the keyboard", async () => {
  const { page, problems } = await site.open();
  await page.goto(`${site.url}errors/`);
  const rows = page.locator("main table").first().locator("tbody tr:visible");
  const all = await rows.count();
  const filter = page.getByRole("textbox", { name: "Filter" });
  await filter.focus();
  await page.keyboard.type("409 groups");
  await expect.poll(() => rows.count()).toBe(1);
  await expect(rows.first().textContent()).resolves.toContain("TooManyGroups");
  await expect(page.getByText(`1 of ${all}`, { exact: true }).count()).resolves.toBe(1);
  await filter.fill("after signing in");
  await expect.poll(() => rows.allTextContents()).toEqual([expect.stringMatching(/^\s*401/)]);
  await filter.fill("");
  await expect.poll(() => rows.count()).toBe(all);
  // As a list on a phone, too.
  await page.setViewportSize({ width: 390, height: 844 });
  await filter.fill("412");
  await expect.poll(() => rows.count()).toBe(1);
  expect(problems).toEqual([]);
  await page.context().close();
});
